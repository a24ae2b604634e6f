import { settleDueAt } from '../../domain/inquiry/due-times.ts';
import type { CompanyId } from '../../schemas/ids.ts';
import type { EpochMs } from '../../schemas/units.ts';
import { type CommitOutcome, commit } from '../entities/commit.ts';
import { clearDue, setDue } from '../entities/due-work.ts';
import { unlessErased } from '../entities/inquiry.ts';
import { Notification, type NotificationItem } from '../entities/notification.ts';
import { recordEvent } from '../entities/timeline.ts';

export interface SentMail {
  readonly notification: NotificationItem;
  readonly messageId: string;
  readonly nowMs: EpochMs;
}

/** SES refused the mail; it stays due. */
export const markSendFailed = (failure: {
  notification: NotificationItem;
  errorName: string;
  nowMs: EpochMs;
}): Promise<CommitOutcome> => {
  const { notification, errorName, nowMs } = failure;
  const { inquiryId, notificationId, run, kind } = notification;
  return commit([
    Notification.inTransaction()
      .patch({ inquiryId, notificationId })
      .set({ failedAtMs: nowMs })
      .where((attribute, { eq, notExists }) => `${eq(attribute.state, 'due')} AND ${notExists(attribute.failedAtMs)}`)
      .commit(),
    recordEvent({ inquiryId, run, kind: 'delivery_failed', atMs: nowMs, facts: { mail: kind, errorName } }),
  ]);
};

/** The staff have mail; what is due stays as the SLA has it. */
export const markStaffMailSent = ({ notification, messageId, nowMs }: SentMail): Promise<CommitOutcome> =>
  commit([
    sent({ notification, messageId, nowMs }),
    recordEvent({
      inquiryId: notification.inquiryId,
      run: notification.run,
      kind: 'staff_notified',
      atMs: nowMs,
      facts: { mail: notification.kind },
    }),
  ]);

/**
 * The customer has the answer. After a person's answer nothing is due; after the model's the inquiry settles in time.
 */
export const markAnswerMailSent = (
  mail: SentMail,
  { companyId, status }: { companyId: CompanyId; status: 'ai_responded' | 'resolved' },
): Promise<CommitOutcome> =>
  commit([
    sent(mail),
    // An erasure in between has its own due work, which must not be postponed.
    unlessErased(mail.notification.inquiryId),
    recordEvent({
      inquiryId: mail.notification.inquiryId,
      run: mail.notification.run,
      kind: 'customer_notified',
      atMs: mail.nowMs,
    }),
    status === 'resolved'
      ? clearDue(mail.notification.inquiryId)
      : setDue({ inquiryId: mail.notification.inquiryId, companyId }, settleDueAt(mail.nowMs)),
  ]);

const sent = ({ notification, messageId, nowMs }: SentMail) =>
  Notification.inTransaction()
    .patch({ inquiryId: notification.inquiryId, notificationId: notification.notificationId })
    .set({ state: 'sent', messageId, sentAtMs: nowMs })
    .where((attribute, { eq }) => eq(attribute.state, 'due'))
    .commit();
