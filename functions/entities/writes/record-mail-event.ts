import type { EpochMs } from '../../../schemas/units.ts';
import { commit } from '../commit.ts';
import { Notification, type NotificationItem } from '../models/notification.ts';
import { recordEvent } from './event.ts';

/** What can become of a mail that SES took, and the notification's attribute that says when. */
const heardOf = {
  mail_delivered: 'deliveredAtMs',
  mail_bounced: 'bouncedAtMs',
  mail_complained: 'complainedAtMs',
} as const;

export type MailEventKind = keyof typeof heardOf;

/** Tells the timeline what became of a mail: once for each mail and kind, however often it is heard. */
export async function recordMailEvent(
  notification: NotificationItem,
  event: { kind: MailEventKind; cause?: string; nowMs: EpochMs },
): Promise<'recorded' | 'repeated'> {
  const { inquiryId, notificationId, run, kind: mail } = notification;
  const { kind, cause, nowMs } = event;
  const outcome = await commit([
    Notification.inTransaction()
      .patch({ inquiryId, notificationId })
      .set({ [heardOf[kind]]: nowMs })
      .where((attribute, { notExists }) => notExists(attribute[heardOf[kind]]))
      .commit(),
    recordEvent({
      inquiryId,
      run,
      kind,
      atMs: nowMs,
      facts: { mail, ...(cause !== undefined && { cause }) },
    }),
  ]);
  return outcome.kind === 'committed' ? 'recorded' : 'repeated';
}
