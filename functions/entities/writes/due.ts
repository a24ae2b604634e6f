import type { CompanyId, InquiryId } from '../../../schemas/ids.ts';
import type { EpochMs } from '../../../schemas/units.ts';
import { withAwsErrors } from '../aws-error.ts';
import { shardOf } from '../models/shard-of.ts';
import type { TransactionEntities } from '../service.ts';
import { store } from '../service.ts';

/** Sets by when the inquiry must have moved next, whatever was set before. */
export const setDue = (
  entity: TransactionEntities,
  { inquiryId, companyId }: { inquiryId: InquiryId; companyId: CompanyId },
  dueAtMs: EpochMs,
) => entity.dueWork.put({ inquiryId, companyId, shard: shardOf(inquiryId), dueAtMs }).commit();

/** The inquiry is at rest: nothing is due any more. */
export const clearDue = (entity: TransactionEntities, inquiryId: InquiryId) =>
  entity.dueWork.delete({ inquiryId }).commit();

/** The same for who has only looked: what was set meanwhile, by an erasure for one, stays. */
export const endDue = (
  entity: TransactionEntities,
  { inquiryId, dueAtMs }: { inquiryId: InquiryId; dueAtMs: EpochMs },
) =>
  entity.dueWork
    .delete({ inquiryId })
    .where((attribute, { eq }) => eq(attribute.dueAtMs, dueAtMs))
    .commit();

/** Moves the next look at an inquiry that was found alive; does nothing when its work is done meanwhile. */
export async function postponeDue(
  due: { inquiryId: InquiryId; dueAtMs: EpochMs },
  nextDueAtMs: EpochMs,
): Promise<'postponed' | 'changed'> {
  const { inquiryId, dueAtMs } = due;
  try {
    await withAwsErrors(() =>
      store()
        .entities.dueWork.patch({ inquiryId })
        .set({ shard: shardOf(inquiryId), dueAtMs: nextDueAtMs })
        .composite({ inquiryId })
        .where((attribute, { eq }) => eq(attribute.dueAtMs, dueAtMs))
        .go(),
    );
    return 'postponed';
  } catch (error) {
    if (error instanceof Error && error.name === 'ConditionalCheckFailedException') return 'changed';
    throw error;
  }
}
