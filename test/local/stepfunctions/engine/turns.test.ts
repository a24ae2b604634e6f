import { createTurns } from '../../../../local/stepfunctions/engine/turns.ts';

const { jest } = import.meta;

const loopTurn = () => new Promise((resolve) => setImmediate(resolve));
const loopTurns = async (count: number): Promise<void> => {
  for (let turn = 0; turn < count; turn += 1) await loopTurn();
};

afterEach(() => jest.useRealTimers());

test('gives one turn for each turn of the event loop', async () => {
  const turns = createTurns({ mostAtOnce: 10, longestTurnMs: 60_000 });
  const taken: number[] = [];
  for (const seq of [1, 2, 3]) void turns.take(seq).then(() => taken.push(seq));

  const counts: number[] = [];
  for (let turn = 0; turn < 4; turn += 1) {
    await loopTurn();
    counts.push(taken.length);
  }

  expect(counts).toEqual([1, 2, 3, 3]);
});

test('the execution that was started first goes first, and of one execution who asked first', async () => {
  const turns = createTurns({ mostAtOnce: 10, longestTurnMs: 60_000 });
  const taken: string[] = [];
  for (const [seq, name] of [
    [5, 'a'],
    [2, 'b'],
    [9, 'c'],
    [2, 'd'],
  ] as const)
    void turns.take(seq).then(() => taken.push(name));

  await loopTurns(5);

  expect(taken).toEqual(['b', 'd', 'a', 'c']);
});

test('no more work at once than may, and the next goes on when one is done', async () => {
  const turns = createTurns({ mostAtOnce: 2, longestTurnMs: 60_000 });
  const taken: number[] = [];
  const ends: (() => void)[] = [];
  for (const seq of [1, 2, 3])
    void turns.take(seq).then((done) => {
      taken.push(seq);
      ends.push(done);
    });
  await loopTurns(6);
  expect(taken).toEqual([1, 2]);
  expect(turns.waitingCount).toBe(1);

  ends[0]?.();
  await loopTurns(2);

  expect(taken).toEqual([1, 2, 3]);
  expect(turns.waitingCount).toBe(0);
});

test('work that takes too long gives its place to another, and ending it later changes nothing', async () => {
  const turns = createTurns({ mostAtOnce: 1, longestTurnMs: 1 });
  const ends: (() => void)[] = [];
  const take = (seq: number) => turns.take(seq).then((done) => void ends.push(done));

  const second = [take(1), take(2)];
  await Promise.all(second);
  ends[0]?.();
  ends[0]?.();

  await take(3);
  expect(ends).toHaveLength(3);
});

test('no turn is given while somebody is being answered, and one all the same when that lasts', async () => {
  const { turns, taken, at, look } = standingBack();
  await at(0, { asking: 1 });
  for (const seq of [0, 1, 2]) turns.take(seq).then(() => taken.push(seq));
  await look();
  expect(taken).toEqual([0]);

  await at(49, { asking: 1 });
  expect(taken).toEqual([0]);

  await at(50, { asking: 1 });
  expect(taken).toEqual([0, 1]);

  await at(1_000, { asking: 0 });
  expect(taken).toEqual([0, 1, 2]);
});

test('beside a queue of those who ask a turn is given less often, and again as ever when it is short', async () => {
  const { turns, taken, at, look } = standingBack();
  await at(0, { asking: 4 });
  for (const seq of [0, 1, 2]) turns.take(seq).then(() => taken.push(seq));
  await look();
  expect(taken).toEqual([0]);

  await at(249, { asking: 4 });
  expect(taken).toEqual([0]);

  await at(250, { asking: 4 });
  expect(taken).toEqual([0, 1]);

  await at(300, { asking: 3 });
  expect(taken).toEqual([0, 1, 2]);
});

test('while requests keep coming one is at work at a time, and the others too once they have stopped', async () => {
  const { turns, taken, at, look } = standingBack();
  const ends: (() => void)[] = [];
  const take = (seq: number): void =>
    void turns.take(seq).then((done) => {
      taken.push(seq);
      ends.push(done);
    });
  await at(0, { asking: 0 });
  take(1);
  await look();
  await at(10, { asking: 1 });
  take(2);
  take(3);
  await look();
  await at(17, { asking: 0 });
  expect(taken).toEqual([1]);

  ends[0]?.();
  await look();
  expect(taken).toEqual([1, 2]);

  await at(18, { asking: 0 });
  expect(taken).toEqual([1, 2, 3]);
});

/** Turns that look at a clock and at callers which stand where they are put; they look again when `look` says so. */
function standingBack() {
  jest.useFakeTimers({ doNotFake: ['setImmediate'] });
  let nowMs = 0;
  let askingCount = 0;
  const turns = createTurns({
    mostAtOnce: 10_000,
    longestTurnMs: 60_000,
    askingCount: () => askingCount,
    now: () => nowMs,
  });
  const look = async (): Promise<void> => {
    await loopTurns(1);
    jest.advanceTimersByTime(2);
    await loopTurns(3);
  };
  return {
    turns,
    taken: [] as number[],
    look,
    at: async (ms: number, { asking }: { asking: number }): Promise<void> => {
      nowMs = ms;
      askingCount = asking;
      await look();
    },
  };
}
