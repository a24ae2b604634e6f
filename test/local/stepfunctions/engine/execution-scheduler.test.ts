import { createExecutionScheduler } from '../../../../local/stepfunctions/engine/execution-scheduler.ts';

const { jest } = import.meta;

const loopTurn = () => new Promise((resolve) => setImmediate(resolve));
const loopTurns = async (count: number): Promise<void> => {
  for (let turn = 0; turn < count; turn += 1) await loopTurn();
};

afterEach(() => jest.useRealTimers());

test('starts one task for each turn of the event loop', async () => {
  const scheduler = createExecutionScheduler({ mostAtOnce: 10, longestSlotMs: 60_000 });
  const taken: number[] = [];
  for (const seq of [1, 2, 3]) void scheduler.acquire({ seq, key: '' }).then(() => taken.push(seq));

  const counts: number[] = [];
  for (let turn = 0; turn < 4; turn += 1) {
    await loopTurn();
    counts.push(taken.length);
  }

  expect(counts).toEqual([1, 2, 3, 3]);
});

test('the execution that was started first goes first, and of one execution who asked first', async () => {
  const scheduler = createExecutionScheduler({ mostAtOnce: 10, longestSlotMs: 60_000 });
  const taken: string[] = [];
  for (const [seq, name] of [
    [5, 'a'],
    [2, 'b'],
    [9, 'c'],
    [2, 'd'],
  ] as const)
    void scheduler.acquire({ seq, key: '' }).then(() => taken.push(name));

  await loopTurns(5);

  expect(taken).toEqual(['b', 'd', 'a', 'c']);
});

test('no more work at once than may, and the next goes on when one is done', async () => {
  const scheduler = createExecutionScheduler({ mostAtOnce: 2, longestSlotMs: 60_000 });
  const taken: number[] = [];
  const ends: (() => void)[] = [];
  for (const seq of [1, 2, 3])
    void scheduler.acquire({ seq, key: '' }).then((done) => {
      taken.push(seq);
      ends.push(done);
    });
  await loopTurns(6);
  expect(taken).toEqual([1, 2]);
  expect(scheduler.waitingCount).toBe(1);

  ends[0]?.();
  await loopTurns(2);

  expect(taken).toEqual([1, 2, 3]);
  expect(scheduler.waitingCount).toBe(0);
});

test('work that takes too long gives its slot to another, and ending it later changes nothing', async () => {
  const scheduler = createExecutionScheduler({ mostAtOnce: 1, longestSlotMs: 1 });
  const ends: (() => void)[] = [];
  const take = (seq: number) => scheduler.acquire({ seq, key: '' }).then((done) => void ends.push(done));

  const second = [take(1), take(2)];
  await Promise.all(second);
  ends[0]?.();
  ends[0]?.();

  await take(3);
  expect(ends).toHaveLength(3);
});

test('nothing starts while a request is being answered, and one task all the same when that lasts', async () => {
  const { scheduler, taken, at, look } = standingBack();
  await at(0, { active: 1 });
  for (const seq of [0, 1, 2]) scheduler.acquire({ seq, key: '' }).then(() => taken.push(seq));
  await look();
  expect(taken).toEqual([0]);

  await at(49, { active: 1 });
  expect(taken).toEqual([0]);

  await at(50, { active: 1 });
  expect(taken).toEqual([0, 1]);

  await at(1_000, { active: 0 });
  expect(taken).toEqual([0, 1, 2]);
});

test('beside a queue of requests tasks start less often, and again as ever when it is short', async () => {
  const { scheduler, taken, at, look } = standingBack();
  await at(0, { active: 4 });
  for (const seq of [0, 1, 2]) scheduler.acquire({ seq, key: '' }).then(() => taken.push(seq));
  await look();
  expect(taken).toEqual([0]);

  await at(249, { active: 4 });
  expect(taken).toEqual([0]);

  await at(250, { active: 4 });
  expect(taken).toEqual([0, 1]);

  await at(300, { active: 3 });
  expect(taken).toEqual([0, 1, 2]);
});

test('while requests keep coming one is at work at a time, and the others too once they have stopped', async () => {
  const { scheduler, taken, at, look } = standingBack();
  const ends: (() => void)[] = [];
  const take = (seq: number): void =>
    void scheduler.acquire({ seq, key: '' }).then((done) => {
      taken.push(seq);
      ends.push(done);
    });
  await at(0, { active: 0 });
  take(1);
  await look();
  await at(10, { active: 1 });
  take(2);
  take(3);
  await look();
  await at(17, { active: 0 });
  expect(taken).toEqual([1]);

  ends[0]?.();
  await look();
  expect(taken).toEqual([1, 2]);

  await at(18, { active: 0 });
  expect(taken).toEqual([1, 2, 3]);
});

test('the requests of one key hold back its own tasks and no other', async () => {
  const { scheduler, at, look } = standingBack({ busyKey: 'flooding' });
  const started: string[] = [];
  const acquire = (seq: number, key: string): void =>
    void scheduler.acquire({ seq, key }).then(() => started.push(`${key} ${seq}`));
  await at(0, { active: 4 });
  for (const seq of [1, 2, 3]) acquire(seq, 'flooding');
  await look();
  for (const seq of [4, 5, 6]) acquire(seq, 'quiet');
  await look();
  expect(started).toEqual(['flooding 1', 'quiet 4', 'quiet 5', 'quiet 6']);

  await at(250, { active: 4 });

  expect(started.slice(4)).toEqual(['flooding 2']);
});

test('a key that stood back has saved nothing up', async () => {
  const { scheduler, at, look } = standingBack({ busyKey: 'flooding' });
  const started: string[] = [];
  const acquire = (seq: number, key: string): void =>
    void scheduler.acquire({ seq, key }).then(() => started.push(key));
  await at(0, { active: 4 });
  for (let seq = 0; seq < 10; seq += 1) acquire(seq, 'flooding');
  for (let seq = 10; seq < 30; seq += 1) acquire(seq, 'quiet');
  for (let turn = 0; turn < 4; turn += 1) await look();
  const quietBefore = started.filter((key) => key === 'quiet').length;
  started.length = 0;

  await at(1_000, { active: 0 });
  for (let turn = 0; turn < 2; turn += 1) await look();

  expect(quietBefore).toBeGreaterThan(4);
  const first = started.slice(0, 6);
  expect(first.filter((key) => key === 'quiet').length).toBeGreaterThanOrEqual(2);
});

test('while one key has a thousand waiting, another starts next', async () => {
  const scheduler = createExecutionScheduler({ mostAtOnce: 1, longestSlotMs: 60_000 });
  const started: string[] = [];
  const acquire = (seq: number, key: string): void =>
    void scheduler.acquire({ seq, key }).then((release) => {
      started.push(key);
      release();
    });
  for (let seq = 0; seq < 1_000; seq += 1) acquire(seq, 'flooding');
  await loopTurns(10);
  started.length = 0;

  acquire(1_000, 'quiet');
  await loopTurns(4);

  expect(started.slice(0, 2)).toContain('quiet');
  expect(scheduler.waitingCountOf('flooding')).toBeGreaterThan(900);
  expect(scheduler.waitingCountOf('quiet')).toBe(0);
});

test('beside others the key that holds most keeps to its part of the slots, and has all of them alone', async () => {
  let nowMs = 0;
  const weightOf = (key: string): number => (key === 'large' ? 3 : 1);
  const scheduler = createExecutionScheduler({ mostAtOnce: 4, longestSlotMs: 60_000, weightOf, now: () => nowMs });
  const atWork = new Map<string, (() => void)[]>();
  const acquire = (seq: number, key: string): void =>
    void scheduler.acquire({ seq, key }).then((release) => atWork.set(key, [...(atWork.get(key) ?? []), release]));
  const countOf = (key: string): number => atWork.get(key)?.length ?? 0;
  const end = async (key: string): Promise<void> => {
    for (const release of atWork.get(key)?.splice(0) ?? []) release();
    for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setTimeout(resolve, 2));
  };
  for (let seq = 0; seq < 100; seq += 1) acquire(seq, 'large');
  await loopTurns(10);
  expect([countOf('large'), scheduler.isSharedWith('large')]).toEqual([4, false]);

  acquire(100, 'small');
  await end('large');
  expect([countOf('large'), countOf('small')]).toEqual([2, 1]);
  acquire(101, 'small');
  await end('large');
  expect([countOf('large'), countOf('small')]).toEqual([2, 1]);
  expect([scheduler.isSharedWith('large'), scheduler.isSharedWith('small')]).toEqual([true, true]);

  await end('small');
  await end('small');
  await end('large');
  expect(countOf('large')).toBe(2); // its next task is likely to come soon

  nowMs = 1_000;
  await end('large');
  expect(countOf('large')).toBe(4);
});

test('work that takes too long keeps its slot while there is no CPU time for more', async () => {
  jest.useFakeTimers({ doNotFake: ['setImmediate'] });
  let isBusy = true;
  const scheduler = createExecutionScheduler({ mostAtOnce: 1, longestSlotMs: 100, isBusy: () => isBusy });
  const started: number[] = [];
  for (const seq of [1, 2]) void scheduler.acquire({ seq, key: '' }).then(() => started.push(seq));
  await loopTurns(3);
  jest.advanceTimersByTime(1_000);
  await loopTurns(3);
  expect(started).toEqual([1]);

  isBusy = false;
  jest.advanceTimersByTime(100);
  await loopTurns(3);

  expect(started).toEqual([1, 2]);
});

test('of those that wait for a slow service, one key has a part, and another goes on', async () => {
  jest.useFakeTimers({ doNotFake: ['setImmediate'] });
  const scheduler = createExecutionScheduler({ mostAtOnce: 4, longestSlotMs: 100, mostAtWork: 30 });
  const started: string[] = [];
  const releases: (() => void)[] = [];
  const acquire = (seq: number, key: string): void =>
    void scheduler.acquire({ seq, key }).then((release) => {
      started.push(key);
      releases.push(release);
    });
  const pass = async (): Promise<void> => {
    for (let slot = 0; slot < 20; slot += 1) {
      jest.advanceTimersByTime(100);
      await loopTurns(8);
    }
  };
  for (let seq = 0; seq < 100; seq += 1) acquire(seq, 'flooding');
  await pass();
  expect(started).toHaveLength(20);

  acquire(100, 'quiet');
  await pass();
  expect(started.slice(20)).toEqual(['quiet']);

  for (const release of releases.splice(0, 10)) release();
  await pass();

  expect(started.slice(21).length).toBeGreaterThanOrEqual(9);
});

/**
 * A scheduler whose clock and active requests (those of `busyKey`) a test sets; it looks again when `look` is called.
 */
function standingBack({ busyKey = '' } = {}) {
  jest.useFakeTimers({ doNotFake: ['setImmediate'] });
  let nowMs = 0;
  let activeCount = 0;
  const scheduler = createExecutionScheduler({
    mostAtOnce: 10_000,
    longestSlotMs: 60_000,
    activeRequestsOf: (key) => (key === busyKey ? activeCount : 0),
    now: () => nowMs,
  });
  const look = async (): Promise<void> => {
    await loopTurns(1);
    jest.advanceTimersByTime(2);
    await loopTurns(3);
  };
  return {
    scheduler,
    taken: [] as number[],
    look,
    at: async (ms: number, { active }: { active: number }): Promise<void> => {
      nowMs = ms;
      activeCount = active;
      await look();
    },
  };
}
