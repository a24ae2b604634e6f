import { commit } from '../../../functions/entities/commit.ts';
import {
  answerNotificationId,
  claimNotification,
  createNotification,
  findNotification,
  type NotificationItem,
  recordMailEvent,
} from '../../../functions/entities/notification.ts';
import { markAnswerMailSent, markSendFailed, markStaffMailSent } from '../../../functions/transactions/mark-sent.ts';
import type { CompanyId } from '../../../schemas/ids.ts';
import { epochMs } from '../../../schemas/units.ts';
import { nowMs, pending } from './inquiry-writes.ts';
import { alter, writeCase } from './write-case.ts';

interface Known {
  readonly companyId: CompanyId;
  readonly mail: NotificationItem;
}

const newMail = ({ inquiryId, run }: Pick<NotificationItem, 'inquiryId' | 'run'>) => ({
  inquiryId,
  notificationId: answerNotificationId(inquiryId, run),
  kind: 'answer' as const,
  run,
  nowMs,
});

/** A mail that is due. */
async function due(companyId: CompanyId): Promise<Known> {
  const inquiry = await pending(companyId);
  await commit([createNotification(newMail(inquiry))]);
  const mail = await findNotification(newMail(inquiry));
  if (mail === null) throw new Error('no mail');
  return { companyId, mail };
}

const altered =
  (change: Parameters<typeof alter>[2]) =>
  ({ mail }: Known) =>
    alter('notification', mail.inquiryId, change);
const erased = ({ mail }: Known) => alter('inquiry', mail.inquiryId, { status: 'erased' });
const conflict = { committed: 'committed', refused: 'conflict' };
const sentState = { state: altered({ state: 'sent' }), 'state: withdrawn': altered({ state: 'withdrawn' }) };
const sent = { messageId: 'message', nowMs };

export const mailWrites = {
  createNotification: writeCase({
    ...conflict,
    given: pending,
    write: (inquiry) => commit([createNotification(newMail(inquiry))]),
    violations: {
      'new notification': (inquiry) => commit([createNotification({ ...newMail(inquiry), nowMs: epochMs(1) })]),
    },
  }),
  claimNotification: writeCase({
    committed: 'true',
    refused: 'false',
    given: due,
    write: ({ mail }) => claimNotification(mail, epochMs(nowMs + 3_600_000)),
    violations: { ...sentState, claimedUntilMs: altered({ claimedUntilMs: nowMs + 5_000_000 }) },
  }),
  recordMailEvent: writeCase({
    committed: 'recorded',
    refused: 'repeated',
    given: due,
    write: ({ mail }) => recordMailEvent(mail, { kind: 'mail_bounced', nowMs }),
    violations: { heard: altered({ bouncedAtMs: 1 }) },
  }),
  markSendFailed: writeCase({
    ...conflict,
    given: due,
    write: ({ mail }) => markSendFailed({ notification: mail, errorName: 'MessageRejected', nowMs }),
    violations: { ...sentState, failedAtMs: altered({ failedAtMs: 1 }) },
  }),
  markStaffMailSent: writeCase({
    ...conflict,
    given: due,
    write: ({ mail }) => markStaffMailSent({ notification: mail, ...sent }),
    violations: sentState,
  }),
  markAnswerMailSent: writeCase({
    ...conflict,
    given: due,
    write: ({ mail, companyId }) =>
      markAnswerMailSent({ notification: mail, ...sent }, { companyId, status: 'ai_responded' }),
    violations: { ...sentState, status: erased },
  }),
};
