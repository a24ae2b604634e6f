import fc from 'fast-check';
import { inTurns } from '../../../domain/work/in-turns.ts';
import { epochMs } from '../../../schemas/units.ts';

const item = (company: string, kind: string, dueAtMs: number) => ({ company, kind, dueAtMs: epochMs(dueAtMs) });
type Item = ReturnType<typeof item>;
const groupings = [({ company }: Item) => company, ({ kind }: Item) => kind];
const shownOf = (items: readonly Item[]) => items.map(({ company, kind, dueAtMs }) => `${company}${kind}${dueAtMs}`);

test('companies take turns, the one whose work is due longest first, and so do the kinds of each', () => {
  const items = [
    item('a', 'w', 1),
    item('a', 'w', 2),
    item('a', 'w', 3),
    item('a', 'r', 9),
    item('b', 'w', 8),
    item('c', 'x', 5),
  ];

  expect(shownOf(inTurns(items, groupings))).toEqual(['aw1', 'cx5', 'bw8', 'ar9', 'aw2', 'aw3']);
});

test('without a grouping the oldest comes first', () => {
  expect(shownOf(inTurns([item('a', 'w', 3), item('b', 'w', 1)], []))).toEqual(['bw1', 'aw3']);
});

test('keeps every item, and none waits for more than one item of each other company before its own first', () => {
  const anyItem = fc.record({
    company: fc.constantFrom('a', 'b', 'c'),
    kind: fc.constantFrom('w', 'r'),
    at: fc.nat(50),
  });

  fc.assert(
    fc.property(fc.array(anyItem, { maxLength: 60 }), (given) => {
      const items = given.map(({ company, kind, at }) => item(company, kind, at));

      const ordered = inTurns(items, groupings);

      expect(shownOf(ordered).toSorted()).toEqual(shownOf(items).toSorted());
      const companies = new Set(items.map(({ company }) => company));
      const firstRound = ordered.slice(0, companies.size).map(({ company }) => company);
      expect(new Set(firstRound)).toEqual(companies);
    }),
  );
});
