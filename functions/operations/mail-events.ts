import middy from '@middy/core';
import * as z from 'zod/mini';
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
import { notificationKeyOf, type SesEvent, sesEventOf } from '../mail/ses-event.ts';
import { emitMetrics } from '../metrics.ts';

const SnsEvent = z.object({ Records: z.array(z.object({ Sns: z.object({ Message: z.string() }) })) });

type Outcome = 'recorded' | 'repeated' | 'unknown' | 'not_ours';

/** Told by SES, through SNS, what became of mails: the timeline has it once, though SNS delivers at least once. */
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
  const told = meaningOf(event);
  const outcome = await recordMailEvent(notification, { ...told, nowMs: epochMs(Date.now()) });
  if (outcome === 'recorded') await tellOperator(notification, told);
  return outcome;
}

interface Told {
  readonly kind: MailEventKind;
  /** Why it was not delivered. */
  readonly cause?: 'permanent' | 'transient' | 'undetermined' | 'rejected';
}

const causes = { Permanent: 'permanent', Transient: 'transient', Undetermined: 'undetermined' } as const;

function meaningOf(event: SesEvent): Told {
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

/** Staff who cannot be reached hold a customer up, and nobody else would notice. In a test nobody is held up. */
async function tellOperator(
  { inquiryId, run, kind: mail, escalationId }: NotificationItem,
  { cause }: Told,
): Promise<void> {
  if (mail === 'answer' || (cause !== 'permanent' && cause !== 'rejected')) return;
  const inquiry = await findInquiry(inquiryId);
  if (inquiry !== null && modeOf(inquiry) === 'test') return;
  logger().error('staff mail bounced', { inquiryId, run, mail, escalationId, cause });
  emitMetrics({ StaffMailsBounced: 1 });
}
