/** One page of a query, as ElectroDB is asked for it: `limit` items are looked at, and at most `count` given. */
export type ReadPage<T> = (page: { limit: number; count?: number; cursor?: string }) => Promise<Page<T>>;

interface Page<T> {
  readonly data: readonly T[];
  readonly cursor: string | null;
}

/** Items looked at in one call once the first has not sufficed: about 1 MB of the larger ones, which is the table's own page. */
const pageItems = 1_000;

/** Calls after the first: 10,000 items, well within a request's time. */
const mostPages = 10;

/**
 * At most `limit` items of a query with a filter, read past what does not match. A page may hold fewer, or none, and still
 * have a cursor: there was more that does not match than one request reads, and the cursor goes on behind it.
 */
export async function readMatching<T>(
  readPage: ReadPage<T>,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<{ readonly items: readonly T[]; readonly cursor: string | null }> {
  const items: T[] = [];
  let at = cursor ?? null;
  for (let page = 0; page <= mostPages; page++) {
    const wanted = limit - items.length;
    const from = at === null ? {} : { cursor: at };
    const looked = await readPage({ limit: page === 0 ? wanted : pageItems, ...from });
    // What is not shown belongs to the next page: its cursor has to stand right behind the last that is.
    const read = looked.data.length <= wanted ? looked : await readPage({ limit: pageItems, count: wanted, ...from });
    items.push(...read.data);
    at = read.cursor;
    if (at === null || items.length >= limit) break;
  }
  return { items, cursor: at };
}
