import { mayHappen } from '../../../domain/inquiry/status.ts';
import { followUpRoutes } from '../../../schemas/api/follow-ups.ts';
import { answeredStatuses } from '../../../schemas/status.ts';
import type { EpochMs } from '../../../schemas/units.ts';
import { findInquiry, type InquiryItem } from '../../entities/inquiry.ts';
import { findMessage } from '../../entities/message.ts';
import { listEvents } from '../../entities/timeline.ts';
import { emitMetrics } from '../../metrics.ts';
import { httpRoute } from '../../middleware/http-route.ts';
import { ProblemError } from '../../middleware/problem-error.ts';
import { reopenInquiry as commitReopening } from '../../transactions/raise-run.ts';
import { type NewFeedback, recordFeedback } from '../../transactions/resolve-inquiry.ts';
import { startRunOrLeaveIt } from '../shared/executions.ts';
import { addToInquiry } from './add-message.ts';
import { messageViewOf } from './inquiry-views.ts';
import { openInquiry } from './open-inquiry.ts';
import { requestPerson } from './request-person.ts';

export const escalateInquiry = httpRoute(followUpRoutes, 'escalateInquiry', async ({ path, principal, nowMs }) => {
  const inquiry = await openInquiry(path.inquiryId, principal);
  const { inquiryId, status, escalationRequested } = await requestPerson(inquiry, { by: principal.kind, nowMs });
  return { status: 202, body: { id: inquiryId, status, escalationRequested } };
});

export const giveFeedback = httpRoute(followUpRoutes, 'giveFeedback', async ({ path, body, principal, nowMs }) => {
  const inquiry = await openInquiry(path.inquiryId, principal);
  const { inquiryId, status } = await judgeAnswer(inquiry, { ...body, by: principal.kind, nowMs });
  return { status: 200, body: { id: inquiryId, status, helpful: body.helpful } };
});

export const reopenInquiry = httpRoute(followUpRoutes, 'reopenInquiry', async ({ path, body, principal, nowMs }) => {
  const inquiry = await openInquiry(path.inquiryId, principal);
  const { inquiryId, status, run } = await reopen(inquiry, { by: principal.kind, message: body.message, nowMs });
  return { status: 202, body: { id: inquiryId, status, run } };
});

export const addMessage = httpRoute(followUpRoutes, 'addMessage', async ({ path, body, principal, nowMs }) => {
  const { inquiryId } = await openInquiry(path.inquiryId, principal);
  const { inquiry, message } = await addToInquiry(inquiryId, { by: principal.kind, text: body.text.trim(), nowMs });
  const { status, run } = inquiry;
  return { status: 201, body: { id: inquiryId, status, run, message: messageViewOf(message) } };
});

/** A concurrent change is read and decided again; more of them at one time do not occur naturally. */
const attempts = 3;

/**
 * Records the asker's feedback on the current answer; a repeated verdict changes nothing. Returns
 * the head afterwards. @throws ProblemError status_conflict, erased
 */
async function judgeAnswer(inquiry: InquiryItem, feedback: NewFeedback): Promise<InquiryItem> {
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

/** The head keeps the verdict, the timeline its comment. */
async function isKnown({ inquiryId, run, feedback }: InquiryItem, given: NewFeedback): Promise<boolean> {
  const { helpful, by, comment } = given;
  if (feedback?.run !== run || feedback.helpful !== helpful) return false;
  if (comment === undefined) return true;
  const last = (await listEvents(inquiryId)).findLast((event) => event.kind === 'feedback');
  return last?.run === run && last.facts.by === by && last.facts.comment === comment;
}

interface Reopening {
  readonly by: 'customer' | 'company';
  readonly message: string;
  readonly nowMs: EpochMs;
}

/**
 * Opens an answered inquiry again, for people. The same message again changes nothing: its answer may have been lost.
 * Returns the head afterwards. @throws ProblemError status_conflict, erased
 */
async function reopen(inquiry: InquiryItem, reopening: Reopening): Promise<InquiryItem> {
  const isAllowed = mayHappen(inquiry.status, 'reopened');
  if (isAllowed) await commitReopening(inquiry, reopening);
  const after = isAllowed ? await findInquiry(inquiry.inquiryId) : inquiry;
  if (after === null || after.status === 'erased') throw new ProblemError('erased');
  const message = await findMessage(after.inquiryId, after.run);
  if (message?.text !== reopening.message) {
    throw new ProblemError('status_conflict', { detail: `The inquiry is ${after.status}: it is not at rest` });
  }
  if (isAllowed) await startRunOrLeaveIt(after);
  return after;
}
