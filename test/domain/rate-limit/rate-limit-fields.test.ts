import { rateLimitFields, retryAfterSeconds } from '../../../domain/rate-limit/rate-limit-fields.ts';

test('limits are told as structured fields, whole and never below zero', () => {
  expect(
    rateLimitFields([
      { name: 'requests', quota: 40, windowSeconds: 4, left: 12.7, resetSeconds: 2.73 },
      { name: 'inquiries', quota: 1_000, windowSeconds: 2_592_000, left: -3, resetSeconds: 86_399.2 },
    ]),
  ).toEqual({
    'ratelimit-policy': '"requests";q=40;w=4, "inquiries";q=1000;w=2592000',
    ratelimit: '"requests";r=12;t=3, "inquiries";r=0;t=86400',
  });
  expect(rateLimitFields([])).toEqual({});
});

test.each([
  [0, 1],
  [1, 1],
  [1_000, 1],
  [1_001, 2],
])('a wait of %i ms is told as %i s', (waitMs, seconds) => {
  expect(retryAfterSeconds(waitMs)).toBe(seconds);
});
