import { createTurns } from '../../../../local/stepfunctions/engine/turns.ts';

const loopTurn = () => new Promise((resolve) => setImmediate(resolve));
const loopTurns = async (count: number): Promise<void> => {
  for (let turn = 0; turn < count; turn += 1) await loopTurn();
};

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

test('no turn is given while it is told to stand back, and one all the same when that lasts', async () => {
  let mustStandBack = true;
  let asked = 0;
  const turns = createTurns({
    mostAtOnce: 10,
    longestTurnMs: 60_000,
    standBack: () => {
      asked += 1;
      return mustStandBack;
    },
  });
  const taken: number[] = [];
  await turns.take(0);
  const second = turns.take(1).then(() => taken.push(1));
  await loopTurns(5);
  expect(taken).toEqual([]);

  await second;
  expect(asked).toBeGreaterThan(5);

  const third = turns.take(2);
  const before = asked;
  mustStandBack = false;
  await third;
  expect(asked - before).toBeLessThanOrEqual(2);
});
