import { mayHappen } from '../../../domain/inquiry/status.ts';
import type { EpochMs } from '../../../schemas/units.ts';
import { findInquiry, type InquiryItem } from '../../entities/inquiry.ts';
import { findMessage } from '../../entities/message.ts';
import { ProblemError } from '../../middleware/problem-error.ts';
import { reopenInquiry } from '../../transactions/reopen-inquiry.ts';
import { startRunOrLeaveIt } from './start-run-or-leave-it.ts';

interface Reopening {
  readonly by: 'customer' | 'company';
  readonly message: string;
  readonly nowMs: EpochMs;
}

/**
 * Opens an answered inquiry again, for people. The same message again changes nothing: its answer may have been lost.
 * Returns the head afterwards. @throws ProblemError status_conflict, erased
 */
export async function reopen(inquiry: InquiryItem, reopening: Reopening): Promise<InquiryItem> {
  const isAllowed = mayHappen(inquiry.status, 'reopened');
  if (isAllowed) await reopenInquiry(inquiry, reopening);
  const after = isAllowed ? await findInquiry(inquiry.inquiryId) : inquiry;
  if (after === null || after.status === 'erased') throw new ProblemError('erased');
  const message = await findMessage(after.inquiryId, after.run);
  if (message?.text !== reopening.message) {
    throw new ProblemError('status_conflict', { detail: `The inquiry is ${after.status}: it is not at rest` });
  }
  if (isAllowed) await startRunOrLeaveIt(after);
  return after;
}
