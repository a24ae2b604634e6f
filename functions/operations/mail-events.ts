import middy from '@middy/core';
import * as z from 'zod/mini';
import { InquiryId } from '../../schemas/ids.ts';
import { modeOf } from '../../schemas/mode.ts';
import { epochMs } from '../../schemas/units.ts';
import { findInquiry } from '../entities/inquiry.ts';
import {
  findNotification,
  type MailEventKind,
  type NotificationItem,
  recordMailEvent,
} from '../entities/notification.ts';
import { logger } from '../logger.ts';
import { emitMetrics } from '../metrics.ts';

const SnsEvent = z.object({ Records: z.array(z.object({ Sns: z.object({ Message: z.string() }) })) });

type Outcome = 'recorded' | 'repeated' | 'unknown' | 'not_ours';

/** Receives the delivery events of SES through SNS; the timeline shows each once, though SNS delivers at least once. */
export const handler = middy().handler(async (event: unknown): Promise<{ outcomes: readonly Outcome[] }> => {
  const outcomes: Outcome[] = [];
  for (const { Sns } of SnsEvent.parse(event).Records) outcomes.push(await takeIn(Sns.Message));
  return { outcomes };
});

async function takeIn(message: string): Promise<Outcome> {
  const event = sesEventOf(message);
  if (event === null) {
    logger().info('mail event not read');
    return 'not_ours';
  }
  const key = notificationKeyOf(event);
  const notification = key === null ? null : await findNotification(key);
  if (notification === null) {
    const { messageId } = event.mail;
    logger().warn('mail event of an unknown mail', { eventType: event.eventType, messageId, ...key });
    return 'unknown';
  }
  const meaning = meaningOf(event);
  const outcome = await recordMailEvent(notification, { ...meaning, nowMs: epochMs(Date.now()) });
  if (outcome === 'recorded') await alarmOperator(notification, meaning);
  return outcome;
}

interface Meaning {
  readonly kind: MailEventKind;
  /** Why it was not delivered. */
  readonly cause?: 'permanent' | 'transient' | 'undetermined' | 'rejected';
}

const causes = { Permanent: 'permanent', Transient: 'transient', Undetermined: 'undetermined' } as const;

function meaningOf(event: SesEvent): Meaning {
  switch (event.eventType) {
    case 'Delivery':
      return { kind: 'mail_delivered' };
    case 'Complaint':
      return { kind: 'mail_complained' };
    case 'Bounce':
      return { kind: 'mail_bounced', cause: causes[event.bounce.bounceType] };
    case 'Reject':
      return { kind: 'mail_bounced', cause: 'rejected' };
    default:
      return event satisfies never;
  }
}

/** An unreachable agent delays a customer unnoticed, so it raises an alarm. In a test no one waits. */
async function alarmOperator(
  { inquiryId, run, kind: mail, escalationId }: NotificationItem,
  { cause }: Meaning,
): Promise<void> {
  if (mail === 'answer' || (cause !== 'permanent' && cause !== 'rejected')) return;
  const inquiry = await findInquiry(inquiryId);
  if (inquiry !== null && modeOf(inquiry) === 'test') return;
  logger().error('staff mail bounced', { inquiryId, run, mail, escalationId, cause });
  emitMetrics({ StaffMailsBounced: 1 });
}

/** SES's event of a mail (field `eventType`), as far as needed: no address is read. */
const mail = z.object({
  messageId: z.string(),
  headers: z.optional(z.array(z.object({ name: z.string(), value: z.string() }))),
});

export const SesEvent = z.discriminatedUnion('eventType', [
  z.object({
    eventType: z.literal('Bounce'),
    mail,
    bounce: z.object({ bounceType: z.enum(['Permanent', 'Transient', 'Undetermined']) }),
  }),
  z.object({ eventType: z.literal('Complaint'), mail }),
  z.object({ eventType: z.literal('Delivery'), mail }),
  z.object({ eventType: z.literal('Reject'), mail }),
]);
export type SesEvent = z.infer<typeof SesEvent>;

/**
 * The event in an SNS message; null for anything else, as the plain sentence that SES sends when it is given a topic.
 */
export function sesEventOf(message: string): SesEvent | null {
  try {
    const parsed = SesEvent.safeParse(JSON.parse(message));
    return parsed.success ? parsed.data : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** The mail's notification, by the header of `sendMail`: the inquiry's id begins the notification's. */
export function notificationKeyOf({ mail: { headers = [] } }: SesEvent): {
  inquiryId: InquiryId;
  notificationId: string;
} | null {
  const notificationId = headers.find(({ name }) => name.toLowerCase() === 'x-notification-id')?.value;
  const inquiryId = InquiryId.safeParse(notificationId?.split('-')[0]);
  return notificationId !== undefined && inquiryId.success ? { inquiryId: inquiryId.data, notificationId } : null;
}
