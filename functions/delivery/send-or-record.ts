import { addressMail } from '../../domain/mail/address.ts';
import type { CompanySettings } from '../../schemas/company.ts';
import { modeOf } from '../../schemas/mode.ts';
import type { EpochMs } from '../../schemas/units.ts';
import type { InquiryItem } from '../entities/inquiry.ts';
import type { NotificationItem } from '../entities/notification.ts';
import { logger } from '../logger.ts';
import type { Mail } from '../mail/mail.ts';
import { markSendFailed } from '../transactions/mark-sent.ts';
import { sendMail } from './send-mail.ts';

/**
 * Sends a mail about an inquiry, and that of a test inquiry to nobody real. When SES does not take it, the timeline tells so
 * once, the log each time, and the error goes on.
 */
export async function sendOrRecord(
  mail: Mail,
  options: {
    to: string;
    inquiry: InquiryItem;
    company: CompanySettings;
    notification: NotificationItem;
    nowMs: EpochMs;
  },
): Promise<string> {
  const { company, notification, nowMs } = options;
  const { to, subject } = addressMail(
    { to: options.to, subject: mail.subject },
    { mode: modeOf(options.inquiry), testMailAddress: company.testMailAddress },
  );
  try {
    return await sendMail({ ...mail, subject }, { to, fromName: company.name });
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const { inquiryId, run, kind } = notification;
    logger().error('delivery failed', { inquiryId, run, mail: kind, errorName: error.name });
    if (notification.failedAtMs === undefined) await markSendFailed({ notification, errorName: error.name, nowMs });
    throw error;
  }
}
