import { setTimeout as pause } from 'node:timers/promises';
import { createWriteTransaction } from 'electrodb';
import type { InquiryId } from '../../schemas/ids.ts';
import { TaskError } from '../task-error.ts';
import { Inquiry, unlessErased } from './inquiry.ts';
import { withAwsErrors } from './store.ts';

/** One write or check of a transaction, as `Some.inTransaction()…commit()` returns it. */
export type TransactionItem = ReturnType<Parameters<typeof createWriteTransaction>[1]>[number];

/** `conflict` says for each item of the transaction whether its own condition failed. */
export type CommitOutcome =
  | { readonly kind: 'committed' }
  | { readonly kind: 'conflict'; readonly failed: readonly boolean[] };

/**
 * Commits one transaction. A failed condition is an outcome; every other cancellation (a concurrent
 * transaction, throttling) is thrown as `TransactionCanceledException` and may be retried.
 */
export async function commit(items: readonly TransactionItem[]): Promise<CommitOutcome> {
  // ElectroDB sends a transaction by any of its entities.
  const transaction = createWriteTransaction({ sender: Inquiry() }, () => [...items]);
  const result = await withAwsErrors(() => transaction.go());
  if (!result.canceled) return { kind: 'committed' };
  const outcomes: readonly { readonly code: string }[] = result.data;
  const codes = outcomes.map((item) => item.code);
  if (codes.includes('ConditionalCheckFailed')) {
    return { kind: 'conflict', failed: codes.map((code) => code === 'ConditionalCheckFailed') };
  }
  throw new TransactionCanceled(codes);
}

/** AWS's own name, which ElectroDB swallows; codes only, never items. */
class TransactionCanceled extends Error {
  override readonly name = 'TransactionCanceledException';

  constructor(codes: readonly string[]) {
    super(`Transaction cancelled: ${codes.join(', ')}`);
  }
}

/** About a second at most, twice that in the worst case. */
const turnPausesMs = [10, 20, 40, 80, 160, 320];

/**
 * Retries a transaction while others hold its items, for transactions that naturally meet at one item: a
 * company's own, a case that two agents want.
 * @throws Error `TransactionCanceledException` when no try succeeds
 */
export async function takeTurns(attempt: () => Promise<CommitOutcome>): Promise<CommitOutcome> {
  for (const pauseMs of turnPausesMs) {
    const outcome = await unlessInTheWay(attempt);
    if (outcome !== null) return outcome;
    await pause(pauseMs * (1 + Math.random()));
  }
  return attempt();
}

/** Null when another transaction held the same items. */
async function unlessInTheWay(attempt: () => Promise<CommitOutcome>): Promise<CommitOutcome | null> {
  try {
    return await attempt();
  } catch (error) {
    if (error instanceof Error && error.name === 'TransactionCanceledException') return null;
    throw error;
  }
}

/** `exists` = an earlier try of the same task wrote it; its content stands. */
export type CreateOutcome = 'created' | 'exists';

/** A part of an inquiry that one task writes once. @throws TaskError RunSuperseded when the inquiry has been erased */
export async function createOnce(
  { inquiryId }: { readonly inquiryId: InquiryId },
  create: TransactionItem,
): Promise<CreateOutcome> {
  const outcome = await commit([unlessErased(inquiryId), create]);
  if (outcome.kind === 'committed') return 'created';
  if (outcome.failed[0] === true) throw new TaskError('RunSuperseded', 'the inquiry has been erased');
  return 'exists';
}
