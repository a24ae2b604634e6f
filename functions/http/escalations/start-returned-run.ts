import type { InquiryId } from '../../../schemas/ids.ts';
import { findInquiry } from '../../entities/inquiry.ts';
import { startRunOrLeaveIt } from '../intake/start-run-or-leave-it.ts';

/** Starts the run that a return to the machine has raised, if the inquiry is still at its beginning. */
export async function startReturnedRun(inquiryId: InquiryId): Promise<void> {
  const inquiry = await findInquiry(inquiryId);
  if (inquiry?.status === 'pending' && inquiry.entry !== 'escalate') await startRunOrLeaveIt(inquiry);
}
