import type { EpochMs } from '../../schemas/units.ts';

interface Due {
  readonly dueAtMs: EpochMs;
}

/**
 * The order in which due work is taken up: the groups take turns, the one whose work is due longest first, and within a
 * group its own groups do likewise, so that thousands of items of one group delay each item of another by one turn at
 * most. Of the innermost groups the oldest item comes first. Keeps every item.
 */
export function inTurns<T extends Due>(items: readonly T[], groupings: readonly ((item: T) => string)[]): readonly T[] {
  const [groupOf, ...inner] = groupings;
  if (groupOf === undefined) return items.toSorted(byAge);
  const queues = [...Map.groupBy(items, groupOf).values()].map((group) => inTurns(group, inner)).toSorted(byFirst);
  const rounds = Math.max(0, ...queues.map(({ length }) => length));
  return Array.from({ length: rounds }, (_, round) => queues.flatMap((queue) => queue[round] ?? [])).flat();
}

const byAge = (one: Due, other: Due): number => one.dueAtMs - other.dueAtMs;

const byFirst = ([one]: readonly Due[], [other]: readonly Due[]): number => (one?.dueAtMs ?? 0) - (other?.dueAtMs ?? 0);
