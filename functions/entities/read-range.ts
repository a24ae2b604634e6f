import type { EpochMs } from '../../schemas/units.ts';

/** One page of an ElectroDB query: `limit` items are read, and at most `count` returned. */
export type ReadPage<T> = (page: { limit: number; count?: number; cursor?: string }) => Promise<Page<T>>;

interface Page<T> {
  readonly data: readonly T[];
  readonly cursor: string | null;
}

/** Items of one call: about 1 MB of the larger ones, which is the table's own page. */
const pageItems = 1_000;

/** Calls after the first: 10,000 items, well within a request's time. */
const mostPages = 10;

/**
 * At most `limit` items of a query with a filter. A page may hold fewer, or none, and still
 * have a cursor, when one request does not read past all items that do not match.
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
    // Items that are not shown belong to the next page: the cursor points right after the last shown one.
    const read = looked.data.length <= wanted ? looked : await readPage({ limit: pageItems, count: wanted, ...from });
    items.push(...read.data);
    at = read.cursor;
    if (at === null || items.length >= limit) break;
  }
  return { items, cursor: at };
}

/** A page of a due range in either direction, at most `limit` items of it. */
export type ReadDuePage<T> = (page: {
  order: 'asc' | 'desc';
  limit: number;
  cursor?: string;
}) => Promise<{ readonly data: readonly T[]; readonly cursor: string | null }>;

interface Bounds<T> {
  /** Items of one group beyond `keptOfAGroup` are read and left for a later pass. */
  readonly groupOf: (item: T) => string;
  readonly keptOfAGroup: number;
}

/** From either end; together what some seconds read. */
const pagesFromEachEnd = 10;

/**
 * The due items of one shard: of each group the oldest. The range is read to its end, so that no group hides behind
 * another one's thousands. A range too long for a pass is read from both ends: new due items are at its young end.
 */
export async function readDueRange<T extends { readonly dueAtMs: EpochMs }>(
  readPage: ReadDuePage<T>,
  { groupOf, keptOfAGroup }: Bounds<T>,
): Promise<readonly T[]> {
  const groups = new Map<string, T[]>();
  const keep = (item: T): void => {
    const group = groups.get(groupOf(item)) ?? [];
    if (group.length < keptOfAGroup) groups.set(groupOf(item), [...group, item]);
  };
  const old = await readFrom('asc', { readPage, visit: keep });
  if (!old.isThrough) {
    const readUntilMs = old.lastDueAtMs ?? 0;
    await readFrom('desc', { readPage, visit: (item) => (item.dueAtMs > readUntilMs ? keep(item) : undefined) });
  }
  return [...groups.values()].flat();
}

async function readFrom<T extends { readonly dueAtMs: EpochMs }>(
  order: 'asc' | 'desc',
  { readPage, visit }: { readPage: ReadDuePage<T>; visit: (item: T) => void },
): Promise<{ isThrough: boolean; lastDueAtMs: EpochMs | undefined }> {
  let cursor: string | null = null;
  let lastDueAtMs: EpochMs | undefined;
  for (let page = 1; page <= pagesFromEachEnd; page++) {
    const read = await readPage({ order, limit: pageItems, ...(cursor !== null && { cursor }) });
    for (const item of read.data) visit(item);
    lastDueAtMs = read.data.at(-1)?.dueAtMs ?? lastDueAtMs;
    if (read.cursor === null) return { isThrough: true, lastDueAtMs };
    ({ cursor } = read);
  }
  return { isThrough: false, lastDueAtMs };
}
