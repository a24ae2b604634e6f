import { type ReadDuePage, readDueRange } from '../../../functions/entities/read-due-range.ts';
import { epochMs } from '../../../schemas/units.ts';

interface Item {
  readonly company: string;
  readonly dueAtMs: ReturnType<typeof epochMs>;
}

/** Pages of a list as the table gives them: the cursor is a place, and `emptyPages` come first, as behind a filter. */
const pagesOf = (items: readonly Item[], emptyPages = 0): { read: ReadDuePage<Item>; pages: () => number } => {
  let pages = 0;
  return {
    pages: () => pages,
    read: async ({ order, limit, cursor }) => {
      pages += 1;
      if (pages <= emptyPages) return { data: [], cursor: '0' };
      const ordered = order === 'asc' ? items : items.toReversed();
      const begin = Number(cursor ?? 0);
      const end = begin + limit;
      return { data: ordered.slice(begin, end), cursor: end < ordered.length ? String(end) : null };
    },
  };
};

const many = (company: string, count: number, fromMs: number): readonly Item[] =>
  Array.from({ length: count }, (_, index) => ({ company, dueAtMs: epochMs(fromMs + index) }));

const keptOf = async (items: readonly Item[], emptyPages = 0) => {
  const kept = await readDueRange(pagesOf(items, emptyPages).read, {
    groupOf: ({ company }) => company,
    keptOfAGroup: 3,
  });
  return kept.map(({ company, dueAtMs }) => `${company}${dueAtMs}`);
};

test('the oldest of each group are kept, though another group fills pages before them', async () => {
  expect(await keptOf([...many('a', 5_000, 0), ...many('b', 5, 6_000)])).toEqual([
    'a0',
    'a1',
    'a2',
    'b6000',
    'b6001',
    'b6002',
  ]);
});

test('a page that yields nothing is no end', async () => {
  expect(await keptOf(many('b', 1, 0), 4)).toEqual(['b0']);
});

test('of a range that is too long for a pass both ends are read, and no more', async () => {
  const items = [...many('a', 50_000, 0), ...many('b', 1, 50_000), ...many('a', 10, 60_000)];
  const { read, pages } = pagesOf(items);

  const kept = await readDueRange(read, { groupOf: ({ company }) => company, keptOfAGroup: 3 });

  expect(kept.map(({ company }) => company)).toEqual(['a', 'a', 'a', 'b']);
  expect(pages()).toBe(20);
});
