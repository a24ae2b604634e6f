import fc from 'fast-check';
import { createFairQueue } from '../../../domain/work/fair-queue.ts';

const keys = ['a', 'b', 'c', 'd'] as const;
const key = fc.constantFrom(...keys);

type Step =
  | { readonly kind: 'add'; readonly key: string }
  | { readonly kind: 'take'; readonly heldBack: readonly string[] };

const steps = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('add' as const), key }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('take' as const), heldBack: fc.subarray([...keys]) }) },
  ),
  { maxLength: 200 },
);

/** What was taken, in order, and what waited at the time. */
function play(given: readonly Step[], weightOf?: (key: string) => number) {
  const queue = createFairQueue<number>({ ...(weightOf !== undefined && { weightOf }) });
  const waiting = new Map<string, number[]>();
  const taken: { key: string | undefined; seq: number | undefined; couldGo: readonly string[] }[] = [];
  for (const [seq, step] of given.entries()) {
    if (step.kind === 'add') {
      queue.add({ key: step.key, seq, item: seq });
      waiting.set(step.key, [...(waiting.get(step.key) ?? []), seq]);
      continue;
    }
    const couldGo = keys.filter((name) => (waiting.get(name)?.length ?? 0) > 0 && !step.heldBack.includes(name));
    const next = queue.take((name) => !step.heldBack.includes(name));
    const expected = next === undefined ? undefined : waiting.get(next.key)?.shift();
    taken.push({ key: next?.key, seq: next?.item, couldGo });
    expect(next?.item).toBe(expected);
  }
  return { queue, taken, waiting };
}

test('is work conserving, takes nothing from a key that is held back, and counts what waits', () => {
  fc.assert(
    fc.property(steps, (given) => {
      const { queue, taken, waiting } = play(given);

      for (const { key: name, couldGo } of taken) {
        if (couldGo.length === 0) expect(name).toBeUndefined();
        else expect(couldGo).toContain(name);
      }
      for (const name of keys) expect(queue.sizeOf(name)).toBe(waiting.get(name)?.length ?? 0);
      expect(queue.size).toBe([...waiting.values()].flat().length);
    }),
  );
});

test('within a key the least seq goes first, in whatever order they came', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(key, fc.nat(50)), { maxLength: 100 }), (given) => {
      const queue = createFairQueue<number>();
      for (const [name, seq] of given) queue.add({ key: name, seq, item: seq });

      const order = given.map(() => queue.take());

      for (const name of keys) {
        const seqs = order.flatMap((next) => (next?.key === name ? [next.item] : []));
        expect(seqs).toEqual(seqs.toSorted((one, other) => one - other));
      }
    }),
  );
});

test('between two items of a key that waits, another gets no more than its share', () => {
  const weights = fc.record(Object.fromEntries(keys.map((name) => [name, fc.integer({ min: 1, max: 4 })])));
  fc.assert(
    fc.property(steps, weights, (given, weightsByKey) => {
      const weightOf = (name: string): number => weightsByKey[name] ?? 1;
      const open = given.map((step) => (step.kind === 'take' ? { ...step, heldBack: [] } : step));
      const { taken } = play(open, weightOf);

      for (const name of keys) expectShare(taken, { name, weightOf });
    }),
  );
});

/** Counts what others get while `name` waits without being taken. */
function expectShare(
  taken: readonly { key: string | undefined; couldGo: readonly string[] }[],
  { name, weightOf }: { name: string; weightOf: (key: string) => number },
): void {
  let others = new Map<string, number>();
  for (const { key: next, couldGo } of taken) {
    if (next === name || !couldGo.includes(name)) others = new Map();
    else if (next !== undefined) others.set(next, (others.get(next) ?? 0) + 1);
    for (const [other, count] of others)
      expect(count).toBeLessThanOrEqual(Math.ceil(weightOf(other) / weightOf(name)) + 1);
  }
}

test('a key that comes late is taken at once, and does not make up for what it did not ask for', () => {
  const queue = createFairQueue<number>();
  for (let seq = 0; seq < 100; seq += 1) queue.add({ key: 'flooding', seq, item: seq });
  for (let count = 0; count < 50; count += 1) queue.take();
  for (let seq = 100; seq < 110; seq += 1) queue.add({ key: 'late', seq, item: seq });

  const order = Array.from({ length: 10 }, () => queue.take()?.key);

  expect(order.filter((name) => name === 'late')).toHaveLength(5);
  expect(order.slice(0, 2)).toContain('late');
});

test('weights divide what is taken', () => {
  const queue = createFairQueue<number>({ weightOf: (name) => (name === 'big' ? 3 : 1) });
  for (let seq = 0; seq < 100; seq += 1) {
    queue.add({ key: 'big', seq, item: seq });
    queue.add({ key: 'small', seq, item: seq });
  }

  const order = Array.from({ length: 40 }, () => queue.take()?.key);

  expect(order.filter((name) => name === 'big')).toHaveLength(30);
});
