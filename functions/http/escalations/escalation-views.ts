import type { EscalationDetail, EscalationSummary } from '../../../schemas/api/escalations.ts';
import type { StaffMember } from '../../../schemas/company.ts';
import type { AgentId } from '../../../schemas/ids.ts';
import type { TimelineEventKind } from '../../../schemas/timeline.ts';
import { timestampOf } from '../../../schemas/units.ts';
import type { EscalationItem } from '../../entities/escalation.ts';
import type { InquiryItem } from '../../entities/inquiry.ts';
import type { TimelineEventItem } from '../../entities/timeline.ts';
import { passagesForStaff } from '../../knowledge/retrieved.ts';
import { eventViewOf, messageViewOf } from '../inquiries/inquiry-views.ts';
import { type EscalationCase, escalationEtagOf } from './escalation-case.ts';

type Staff = readonly StaffMember[];

/** An escalation in the list. */
export function escalationSummaryOf(view: {
  inquiry: InquiryItem;
  escalation: EscalationItem;
  staff: Staff;
}): EscalationSummary {
  const { inquiry, escalation, staff } = view;
  const { escalationId, inquiryId, state, stage, reason, urgency, repeatedHandovers, version } = escalation;
  const { title, priorityScore } = inquiry;
  return {
    id: escalationId,
    inquiryId,
    title,
    state,
    stage,
    reason,
    urgency,
    ...(priorityScore !== undefined && { priorityScore }),
    owner: agentOf(escalation.ownerAgentId, staff),
    openedAt: timestampOf(escalation.openedAtMs),
    dueAt: timestampOf(escalation.dueAtMs),
    slaDueAt: timestampOf(escalation.slaDueAtMs),
    slips: repeatedHandovers,
    customerWaitingSince: timestampOf(inquiry.answeredRun === undefined ? inquiry.createdAtMs : escalation.openedAtMs),
    version,
    etag: escalationEtagOf(view),
  };
}

/** Delivery events of mails raise no version, so they are not covered by an ETag. */
const mailEventKinds: ReadonlySet<TimelineEventKind> = new Set([
  'customer_notified',
  'staff_notified',
  'delivery_failed',
  'mail_delivered',
  'mail_bounced',
  'mail_complained',
]);

/** The evidence card as data. */
export function escalationDetailOf(
  { workspace, escalation, company }: EscalationCase,
  events: readonly TimelineEventItem[],
): EscalationDetail {
  const { inquiry, text, messages, pageTexts, analyses, retrievals } = workspace;
  const draft = draftOf(workspace, escalation);
  const { responseQualityScore } = escalation;
  const filenames = new Map(text.attachments.map(({ number, filename }) => [number, filename]));
  return {
    ...escalationSummaryOf({ inquiry, escalation, staff: company.staff }),
    reasons: [...escalation.reasons],
    inquiry: inquiryViewOf(workspace),
    messages: messages.map(messageViewOf),
    attachments: text.attachments.map(({ filename, contentType, bytes, pages }) => ({
      filename,
      contentType,
      bytes,
      pages,
    })),
    pages: pageTexts.map(({ attachmentNumber, page, outcome, text: read, unsureWords }) => ({
      filename: filenames.get(attachmentNumber) ?? '',
      page,
      outcome,
      text: read,
      unsureWords: [...unsureWords],
    })),
    priorityReasons: [...(analyses.at(-1)?.priorityReasons ?? [])],
    passages: [...passagesForStaff(retrievals, draft)],
    ...(draft !== undefined && { draft: { text: draft.text, citations: [...draft.citations] } }),
    ...(responseQualityScore !== undefined && { responseQualityScore }),
    ...answerViewOf(workspace),
    events: events.filter(({ kind }) => !mailEventKinds.has(kind)).map(eventViewOf),
    ...replyViewOf(escalation, company.staff),
  };
}

function inquiryViewOf({ inquiry, text }: EscalationCase['workspace']): EscalationDetail['inquiry'] {
  const { status, category, language, sentiment, warnings, createdAtMs } = inquiry;
  return {
    status,
    content: text.content,
    ...(category !== undefined && { category }),
    ...(text.customerEmail !== undefined && { customerEmail: text.customerEmail }),
    ...(language !== undefined && { language }),
    ...(sentiment !== undefined && { sentiment }),
    warnings: [...warnings],
    createdAt: timestampOf(createdAtMs),
  };
}

const draftOf = ({ drafts }: EscalationCase['workspace'], { draftRun, draftAttempt }: EscalationItem) =>
  drafts.find(({ run, attempt }) => run === draftRun && attempt === draftAttempt);

function answerViewOf({ inquiry, answers }: EscalationCase['workspace']): Pick<EscalationDetail, 'answer'> {
  const answer = answers.find(({ run }) => run === inquiry.answeredRun);
  if (answer === undefined) return {};
  return { answer: { text: answer.text, source: answer.source, at: timestampOf(answer.createdAtMs) } };
}

function replyViewOf({ reply }: EscalationItem, staff: Staff): Pick<EscalationDetail, 'reply'> {
  if (reply === undefined) return {};
  return { reply: { text: reply.text, agent: agentOf(reply.agentId, staff), at: timestampOf(reply.atMs) } };
}

const agentOf = (agentId: AgentId, staff: Staff) => ({
  agentId,
  name: staff.find((member) => member.agentId === agentId)?.name ?? agentId,
});
