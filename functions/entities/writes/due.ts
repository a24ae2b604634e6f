import type { CompanyId, InquiryId } from '../../../schemas/ids.ts';
import type { EpochMs } from '../../../schemas/units.ts';
import { DueWork } from '../models/due-work.ts';
import { shardOf } from '../models/shard-of.ts';
import { ifCondition } from '../store.ts';

/** Sets by when the inquiry must have moved next, whatever was set before. */
export const setDue = ({ inquiryId, companyId }: { inquiryId: InquiryId; companyId: CompanyId }, dueAtMs: EpochMs) =>
  DueWork.inTransaction()
    .put({ inquiryId, companyId, shard: shardOf(inquiryId), dueAtMs })
    .commit();

/** The inquiry is at rest: nothing is due any more. */
export const clearDue = (inquiryId: InquiryId) => DueWork.inTransaction().delete({ inquiryId }).commit();

/** The same for who has only looked: what was set meanwhile, by an erasure for one, stays. */
export const endDue = ({ inquiryId, dueAtMs }: { inquiryId: InquiryId; dueAtMs: EpochMs }) =>
  DueWork.inTransaction()
    .delete({ inquiryId })
    .where((attribute, { eq }) => eq(attribute.dueAtMs, dueAtMs))
    .commit();

/** Moves the next look at an inquiry that was found alive; does nothing when its work is done meanwhile. */
export async function postponeDue(
  due: { inquiryId: InquiryId; dueAtMs: EpochMs },
  nextDueAtMs: EpochMs,
): Promise<'postponed' | 'changed'> {
  const { inquiryId, dueAtMs } = due;
  const written = await ifCondition(() =>
    DueWork()
      .patch({ inquiryId })
      .set({ shard: shardOf(inquiryId), dueAtMs: nextDueAtMs })
      .composite({ inquiryId })
      .where((attribute, { eq }) => eq(attribute.dueAtMs, dueAtMs))
      .go(),
  );
  return written === null ? 'changed' : 'postponed';
}
