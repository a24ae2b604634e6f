import { setTimeout as pause } from 'node:timers/promises';
import type { CommitOutcome } from '../commit.ts';

/** About a second at most, twice that when chance is against it. */
const turnPausesMs = [10, 20, 40, 80, 160, 320];

/**
 * Tries a transaction until no other is at its items, for those that meet at one item by the nature of things: a
 * company's own, a case that two people want.
 * @throws Error `TransactionCanceledException` when it never got a turn
 */
export async function takeTurns(attempt: () => Promise<CommitOutcome>): Promise<CommitOutcome> {
  for (const pauseMs of turnPausesMs) {
    const outcome = await unlessInTheWay(attempt);
    if (outcome !== null) return outcome;
    await pause(pauseMs * (1 + Math.random()));
  }
  return attempt();
}

/** Null when another transaction was at the same items. */
async function unlessInTheWay(attempt: () => Promise<CommitOutcome>): Promise<CommitOutcome | null> {
  try {
    return await attempt();
  } catch (error) {
    if (error instanceof Error && error.name === 'TransactionCanceledException') return null;
    throw error;
  }
}
