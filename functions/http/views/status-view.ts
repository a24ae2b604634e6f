import type { InquiryStatusResponse } from '../../../schemas/api/inquiries.ts';
import { modeOf } from '../../../schemas/mode.ts';
import { customerEventKinds } from '../../../schemas/timeline.ts';
import { timestampOf } from '../../../schemas/units.ts';
import type { InquiryItem } from '../../entities/models/inquiry.ts';
import type { TimelineEventItem } from '../../entities/models/timeline-event.ts';
import { findAnswer } from '../../entities/reads/find-answer.ts';
import { listEvents } from '../../entities/reads/list-events.ts';
import { listMessages } from '../../entities/reads/list-messages.ts';
import { messageViewOf, publicAnswerOf } from './inquiry-views.ts';

/** What a customer sees of an inquiry whose head has been read. */
export async function readStatus(inquiry: InquiryItem): Promise<InquiryStatusResponse> {
  const { inquiryId, answeredRun, urgency } = inquiry;
  const [events, answer] = await Promise.all([
    listEvents(inquiryId),
    answeredRun === undefined ? null : findAnswer(inquiryId, answeredRun),
  ]);
  const messages = events.some(isWritten) ? await listMessages(inquiryId) : [];
  return {
    id: inquiryId,
    mode: modeOf(inquiry),
    title: inquiry.title,
    status: inquiry.status,
    ...(urgency !== undefined && { urgency }),
    estimatedResponseTime: inquiry.estimatedResponseTime,
    escalationRequested: inquiry.escalationRequested,
    progress: events.filter(isForCustomers).map(({ kind, atMs }) => ({ kind, at: timestampOf(atMs) })),
    ...(messages.length > 0 && { messages: messages.map(messageViewOf) }),
    ...(answer !== null && { answer: publicAnswerOf(answer) }),
  };
}

const isForCustomers = ({ kind }: TimelineEventItem): boolean => customerEventKinds.some((shown) => shown === kind);

/** Messages are asked for only where the timeline says that there are some: most inquiries have none. */
const isWritten = ({ kind }: TimelineEventItem): boolean => kind === 'reopened' || kind === 'message_added';
