import type { InquiryStatusResponse } from '../../../schemas/api/inquiries.ts';
import type { InquiryId } from '../../../schemas/ids.ts';
import { modeOf } from '../../../schemas/mode.ts';
import { customerEventKinds } from '../../../schemas/timeline.ts';
import { type EpochMs, timestampOf } from '../../../schemas/units.ts';
import { BoundedMap } from '../../bounded-map.ts';
import { findAnswer } from '../../entities/answer.ts';
import type { InquiryItem } from '../../entities/inquiry.ts';
import { listMessages } from '../../entities/message.ts';
import { listEvents, type TimelineEventItem } from '../../entities/timeline.ts';
import { etagOf, messageViewOf, publicAnswerOf } from './inquiry-views.ts';

/**
 * Customers poll every few seconds while they wait; older views are dropped, since the inquiry may be erased by then.
 */
const heldMs = 60_000;
const held = new BoundedMap<
  InquiryId,
  { readonly etag: string; readonly heldAtMs: EpochMs; readonly view: InquiryStatusResponse }
>(500);

/**
 * The customer's view of an inquiry whose head has been read consistently. It changes only with the head's version, so
 * that a repeated poll costs one read: the head.
 */
export async function readStatus(inquiry: InquiryItem, nowMs: EpochMs): Promise<InquiryStatusResponse> {
  const { inquiryId } = inquiry;
  const etag = etagOf(inquiry);
  const known = held.get(inquiryId);
  if (known?.etag === etag && Math.abs(nowMs - known.heldAtMs) < heldMs) return known.view;
  const view = await readView(inquiry);
  held.set(inquiryId, { etag, heldAtMs: nowMs, view });
  setTimeout(() => held.delete(inquiryId), heldMs).unref();
  return view;
}

async function readView(inquiry: InquiryItem): Promise<InquiryStatusResponse> {
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

/** Messages are read only if the timeline has some: most inquiries have none. */
const isWritten = ({ kind }: TimelineEventItem): boolean => kind === 'reopened' || kind === 'message_added';
