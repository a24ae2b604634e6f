import type { EpochMs } from '../../schemas/units.ts';

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

const pageItems = 1_000;

/** From either end; together what some seconds read. */
const pagesFromEachEnd = 10;

/**
 * What is due in one shard: of each group the oldest. The range is read to its end, so that no group hides behind another
 * one's thousands. Of a range that is longer than can be read in a pass both ends are: whatever becomes due is at its
 * young end first.
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
