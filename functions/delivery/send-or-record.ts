import type { EpochMs } from '../../schemas/units.ts';
import type { NotificationItem } from '../entities/models/notification.ts';
import { markSendFailed } from '../entities/writes/mark-sent.ts';
import { logger } from '../logger.ts';
import type { Mail } from '../mail/mail.ts';
import { sendMail } from './send-mail.ts';

/** Sends a mail; when SES does not take it, the timeline tells so once, the log each time, and the error goes on. */
export async function sendOrRecord(
  mail: Mail,
  options: { address: { to: string; fromName: string }; notification: NotificationItem; nowMs: EpochMs },
): Promise<string> {
  const { address, notification, nowMs } = options;
  try {
    return await sendMail(mail, address);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const { inquiryId, run, kind } = notification;
    logger().error('delivery failed', { inquiryId, run, mail: kind, errorName: error.name });
    if (notification.failedAtMs === undefined) await markSendFailed({ notification, errorName: error.name, nowMs });
    throw error;
  }
}
