import { answeredStatuses } from '../../../schemas/status.ts';
import { findInquiry, type InquiryItem } from '../../entities/inquiry.ts';
import { listEvents } from '../../entities/timeline.ts';
import { emitMetrics } from '../../metrics.ts';
import { ProblemError } from '../../middleware/problem-error.ts';
import { type NewFeedback, recordFeedback } from '../../transactions/record-feedback.ts';

/** A change in between is read and decided anew; more of them than this at one time do not happen by themselves. */
const attempts = 3;

/**
 * Records what the asker thinks of the present answer; a verdict that is known and says no more changes nothing. Returns
 * the head afterwards. @throws ProblemError status_conflict, erased
 */
export async function giveFeedback(inquiry: InquiryItem, feedback: NewFeedback): Promise<InquiryItem> {
  let current = inquiry;
  for (let attempt = 1; attempt <= attempts; attempt++) {
    refuseUnanswered(current);
    if (await isKnown(current, feedback)) return current;
    const outcome = await recordFeedback(current, feedback);
    const after = await findInquiry(inquiry.inquiryId);
    if (after === null || after.status === 'erased') throw new ProblemError('erased');
    if (outcome.kind === 'committed') {
      emitMetrics({ HelpfulFeedback: feedback.helpful ? 1 : 0 });
      return after;
    }
    current = after;
  }
  throw new ProblemError('status_conflict', { detail: 'The inquiry keeps changing; try again' });
}

function refuseUnanswered({ status }: InquiryItem): void {
  if (answeredStatuses.some((answered) => answered === status)) return;
  throw new ProblemError('status_conflict', { detail: `The inquiry is ${status}: there is no answer to judge yet` });
}

/** The head keeps the verdict, the timeline what was said with it. */
async function isKnown({ inquiryId, run, feedback }: InquiryItem, given: NewFeedback): Promise<boolean> {
  const { helpful, by, comment } = given;
  if (feedback?.run !== run || feedback.helpful !== helpful) return false;
  if (comment === undefined) return true;
  const last = (await listEvents(inquiryId)).findLast((event) => event.kind === 'feedback');
  return last?.run === run && last.facts.by === by && last.facts.comment === comment;
}
