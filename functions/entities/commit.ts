import { setTimeout as pause } from 'node:timers/promises';
import { createWriteTransaction } from 'electrodb';
import type { InquiryId } from '../../schemas/ids.ts';
import { TaskError } from '../task-error.ts';
import { Inquiry, unlessErased } from './inquiry.ts';
import { withAwsErrors } from './store.ts';

/** One write or check of a transaction: what `Some.inTransaction()…commit()` gives. */
export type TransactionItem = ReturnType<Parameters<typeof createWriteTransaction>[1]>[number];

/** `conflict` says for each item of the transaction whether its own condition failed. */
export type CommitOutcome =
  | { readonly kind: 'committed' }
  | { readonly kind: 'conflict'; readonly failed: readonly boolean[] };

/**
 * Carries out one transaction. A condition that fails is an outcome; everything else that cancels (a concurrent
 * transaction, throttling) is thrown as `TransactionCanceledException` and may be tried again.
 */
export async function commit(items: readonly TransactionItem[]): Promise<CommitOutcome> {
  // ElectroDB sends a transaction by one of its entities, whichever.
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

/** `exists` = an earlier try of the same task wrote it; its content stands. */
export type CreateOutcome = 'created' | 'exists';

/** Part of an inquiry that one task writes once. @throws TaskError RunSuperseded when the inquiry has been erased */
export async function createOnce(
  { inquiryId }: { readonly inquiryId: InquiryId },
  create: TransactionItem,
): Promise<CreateOutcome> {
  const outcome = await commit([unlessErased(inquiryId), create]);
  if (outcome.kind === 'committed') return 'created';
  if (outcome.failed[0] === true) throw new TaskError('RunSuperseded', 'the inquiry has been erased');
  return 'exists';
}
