import { type ReadPage, readMatching } from '../../../functions/entities/read-matching.ts';

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
