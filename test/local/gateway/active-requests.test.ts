import { createActiveRequests } from '../../../local/gateway/active-requests.ts';
import { createVirtualClock } from '../../../local/virtual-clock.ts';

test('a request counts for its own tenant until its answer, once', () => {
  const active = createActiveRequests(createVirtualClock());
  const leave = active.enter('one');
  active.enter('one');
  active.enter('other');
  expect([active.countOf('one'), active.countOf('other'), active.countOf('third')]).toEqual([2, 1, 0]);

  leave();
  leave();

  expect([active.countOf('one'), active.countOf('other')]).toEqual([1, 1]);
});

test('what waits for something other than CPU time, such as a long poll, counts no longer', async () => {
  const clock = createVirtualClock();
  const active = createActiveRequests(clock);
  const leave = active.enter('one');
  expect(active.countOf('one')).toBe(1);

  await clock.advance(100);
  expect(active.countOf('one')).toBe(0);
  leave();

  expect(active.countOf('one')).toBe(0);
});

test('a request of nobody known counts for nobody', () => {
  const active = createActiveRequests(createVirtualClock());

  active.enter(undefined)();

  expect(active.countOf('')).toBe(0);
});
