import fc from 'fast-check';
import { readRetryAfter, retryDelaySeconds, retryDelaysSeconds } from '../../../domain/webhooks/retry-schedule.ts';

test('without jitter the delays are those of Standard Webhooks, 75 h 35 min 5 s together', () => {
  const delays = retryDelaysSeconds.map((_, index) => retryDelaySeconds({ attempts: index + 1, random01: 0 }));

  expect(delays).toEqual([5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400]);
  expect(delays.reduce<number>((sum, delay) => sum + (delay ?? 0), 0)).toBe(75 * 3_600 + 35 * 60 + 5);
});

test('after the tenth attempt there is none', () => {
  expect(retryDelaySeconds({ attempts: 10, random01: 0.5, retryAfterSeconds: 60 })).toBeNull();
});

test('jitter lengthens a delay by a tenth at most and never shortens it', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9 }), fc.double({ min: 0, max: 1, noNaN: true }), (attempts, random01) => {
      const plain = retryDelaysSeconds[attempts - 1] ?? 0;
      const delay = retryDelaySeconds({ attempts, random01 }) ?? 0;
      expect(delay).toBeGreaterThanOrEqual(plain);
      expect(delay).toBeLessThanOrEqual(plain * 1.1 + 1e-9);
    }),
  );
});

test.each([
  ['a longer one puts the attempt off', 120, 120],
  ['a shorter one changes nothing', 2, 5],
  ['more than a day is a day', 1_000_000, 86_400],
])('Retry-After: %s', (_, retryAfterSeconds, expected) => {
  expect(retryDelaySeconds({ attempts: 1, random01: 0, retryAfterSeconds })).toBe(expected);
});

const nowMs = Date.UTC(2026, 0, 5, 9);

test.each([
  ['120', 120],
  ['0', 0],
  ['Mon, 05 Jan 2026 09:02:00 GMT', 120],
  ['Mon, 05 Jan 2026 08:00:00 GMT', 0],
  ['soon', undefined],
  ['-5', undefined],
  ['1.5', undefined],
  [undefined, undefined],
])('Retry-After %p is read as %p seconds', (header, seconds) => {
  expect(readRetryAfter(header, nowMs)).toBe(seconds);
});
