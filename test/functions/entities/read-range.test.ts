import { type ReadDuePage, type ReadPage, readDueRange, readMatching } from '../../../functions/entities/read-range.ts';
import { epochMs } from '../../../schemas/units.ts';

describe('read matching', () => {
  /** A list as the table pages it, of which only the even numbers from `firstMatch` on match. */
  function listOf(length: number, firstMatch: number) {
    let calls = 0;
    const read: ReadPage<number> = async ({ limit, count, cursor }) => {
      calls += 1;
      const begin = Number(cursor ?? 0);
      const data: number[] = [];
      let at = begin;
      for (; at < Math.min(begin + limit, length) && data.length < (count ?? length); at++)
        if (at >= firstMatch && at % 2 === 0) data.push(at);
      return { data, cursor: at < length ? String(at) : null };
    };
    return { read, calls: () => calls };
  }

  test('reads past thousands that do not match, within one request', async () => {
    expect((await readMatching(listOf(6_000, 5_000).read, { limit: 3 })).items).toEqual([5_000, 5_002, 5_004]);
  });

  test('page after page gives each that matches once and in order, whatever the limit', async () => {
    for (const limit of [1, 3, 20, 100]) {
      const { read } = listOf(2_500, 1_900);
      const seen: number[] = [];
      let cursor: string | null = '0';
      while (cursor !== null) {
        const page: Awaited<ReturnType<typeof readMatching<number>>> = await readMatching(read, { limit, cursor });
        expect(page.items.length).toBeLessThanOrEqual(limit);
        seen.push(...page.items);
        ({ cursor } = page);
      }
      expect(seen).toEqual(Array.from({ length: 300 }, (_, index) => 1_900 + index * 2));
    }
  });

  test('a request ends after its share, with a cursor that goes on', async () => {
    const { read, calls } = listOf(1_000_000, 999_000);

    const { items, cursor } = await readMatching(read, { limit: 20 });

    expect([items, cursor, calls()]).toEqual([[], '10020', 11]);
  });
});

describe('read due range', () => {
  interface Item {
    readonly company: string;
    readonly dueAtMs: ReturnType<typeof epochMs>;
  }

  /**
   * Pages of a list as the table gives them: the cursor is a place, and `emptyPages` come first, as behind a filter.
   */
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
});
