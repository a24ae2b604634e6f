import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { claimMs } from '../../domain/inquiry/due-times.ts';
import { addressMail } from '../../domain/mail/address.ts';
import type { CompanySettings } from '../../schemas/company.ts';
import { modeOf } from '../../schemas/mode.ts';
import type { EpochMs } from '../../schemas/units.ts';
import { boundedClient } from '../clients/bounded.ts';
import { config } from '../config.ts';
import type { InquiryItem } from '../entities/inquiry.ts';
import { claimNotification, type NotificationItem } from '../entities/notification.ts';
import { logger } from '../logger.ts';
import type { Mail } from '../mail/mail.ts';
import { once } from '../once.ts';
import { markSendFailed } from '../transactions/mark-sent.ts';

/** The sender: the run that made the mail due and has the first claim, or the sweeper. */
export type Sender = 'run' | 'sweeper';

/** True when `sender` may send now. Two senders never hold a claim at one time. */
export async function mayDeliver(
  notification: NotificationItem,
  options: { sender: Sender; nowMs: EpochMs },
): Promise<boolean> {
  const { sender, nowMs } = options;
  const isFirstClaim = notification.claimedUntilMs === notification.createdAtMs + claimMs;
  if (sender === 'run' && isFirstClaim && notification.claimedUntilMs > nowMs) return true;
  return claimNotification(notification, nowMs);
}

/**
 * Sends a mail about an inquiry; a test inquiry's goes to no real recipient. When SES refuses it, the timeline records
 * it once, the log each time, and the error is rethrown.
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

const sesv2Client = once(() => boundedClient('ses', (config) => new SESv2Client(config)));

/** Sends a mail by SES and returns SES's id. SES has no idempotency token: `X-Notification-Id` identifies repeats. */
async function sendMail(mail: Mail, address: { to: string; fromName: string }): Promise<string> {
  const { MessageId } = await sesv2Client().send(
    new SendEmailCommand({
      FromEmailAddress: `${quoted(address.fromName)} <${config().senderAddress}>`,
      Destination: { ToAddresses: [address.to] },
      Content: {
        Simple: {
          Subject: { Data: mail.subject, Charset: 'UTF-8' },
          Body: { Text: { Data: mail.text, Charset: 'UTF-8' }, Html: { Data: mail.html, Charset: 'UTF-8' } },
          Headers: Object.entries(mail.headers).map(([Name, Value]) => ({ Name, Value })),
        },
      },
    }),
  );
  if (MessageId === undefined) throw new Error('SES took a mail without giving its id');
  return MessageId;
}

/** A display name as a MIME encoded word: any script, and nothing that could end the header. */
const quoted = (name: string): string => `=?UTF-8?B?${Buffer.from(name, 'utf8').toString('base64')}?=`;
