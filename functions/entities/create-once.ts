import type { InquiryId } from '../../schemas/ids.ts';
import { TaskError } from '../task-error.ts';
import { commit, type TransactionItem } from './commit.ts';
import { unlessErased } from './inquiry.ts';

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
