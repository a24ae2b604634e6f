import { withAwsErrors } from './aws-error.ts';
import { store, type TransactionBuild } from './service.ts';

/** `conflict` tells for each item of the transaction whether its own condition failed. */
export type CommitOutcome =
  | { readonly kind: 'committed' }
  | { readonly kind: 'conflict'; readonly failed: readonly boolean[] };

/**
 * Carries out one transaction. A condition that fails is an outcome; everything else that cancels (a concurrent
 * transaction, throttling) is thrown as `TransactionCanceledException` and may be tried again.
 */
export async function commit(build: TransactionBuild): Promise<CommitOutcome> {
  const result = await withAwsErrors(() => store().transaction(build).go());
  if (!result.canceled) return { kind: 'committed' };
  const items: readonly { readonly code: string }[] = result.data;
  const codes = items.map((item) => item.code);
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
