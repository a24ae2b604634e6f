import type { EntityItem } from 'electrodb';
import { claimMs } from '../../domain/inquiry/due-times.ts';
import { NotificationKind } from '../../schemas/escalation.ts';
import type { AgentId, EscalationId, InquiryId, Run } from '../../schemas/ids.ts';
import { type EpochMs, epochMs } from '../../schemas/units.ts';
import { type } from './attribute-types.ts';
import { commit } from './commit.ts';
import type { EscalationItem } from './escalation.ts';
import { entityOf, getConsistently, ifCondition } from './store.ts';
import { recordEvent } from './timeline.ts';

/** A mail that is due: created with the change that asks for it, marked once SES has accepted it. */
export const Notification = entityOf({
  model: { entity: 'notification', version: '1', service: 'inquiries' },
  attributes: {
    inquiryId: { type: type.inquiryId, required: true, readOnly: true },
    /** The same on every resend; sent as `X-Notification-Id`. */
    notificationId: { type: 'string', required: true, readOnly: true },
    kind: { type: NotificationKind.options, required: true },
    run: { type: type.run, required: true },
    escalationId: { type: type.escalationId },
    agentId: { type: type.agentId },
    generation: { type: 'number' },
    /** A note from the previous owner to the new one. */
    note: { type: 'string' },
    state: { type: ['due', 'sent', 'withdrawn'] as const, required: true },
    /** Until then only the holder of the claim sends; the creator has the first claim. */
    claimedUntilMs: { type: type.epochMs, required: true },
    /** Time of the first failure; the timeline has only that one, however many retries. */
    failedAtMs: { type: type.epochMs },
    messageId: { type: 'string' },
    createdAtMs: { type: type.epochMs, required: true },
    sentAtMs: { type: type.epochMs },
    /** When SES first reported it. */
    deliveredAtMs: { type: type.epochMs },
    bouncedAtMs: { type: type.epochMs },
    complainedAtMs: { type: type.epochMs },
  },
  indexes: {
    notification: {
      collection: 'workspace',
      pk: { field: 'pk', composite: ['inquiryId'] },
      sk: { field: 'sk', composite: ['notificationId'] },
    },
  },
});
export type NotificationItem = EntityItem<ReturnType<typeof Notification>>;

/** One mail's notification, read consistently; null when there is none. */
export async function findNotification(key: {
  inquiryId: InquiryId;
  notificationId: string;
}): Promise<NotificationItem | null> {
  return getConsistently(Notification().get(key));
}

/** One answer mail for each run that answers. */
export const answerNotificationId = (inquiryId: InquiryId, run: Run): string => `${inquiryId}-r${run}-answer`;

/** One staff mail for each step of an escalation: `step` is its version after the step. */
export const staffNotificationId = (escalationId: EscalationId, step: number): string => `${escalationId}-s${step}`;

interface NewNotification {
  readonly inquiryId: InquiryId;
  readonly notificationId: string;
  readonly kind: NotificationKind;
  readonly run: Run;
  readonly escalationId?: EscalationId;
  readonly agentId?: AgentId;
  readonly generation?: number;
  readonly note?: string;
  readonly nowMs: EpochMs;
}

/** Part of the transaction that makes a mail due. Its creator holds the first claim and sends it in its next step. */
export const createNotification = ({ nowMs, ...notification }: NewNotification) =>
  Notification.inTransaction()
    .create({ ...notification, state: 'due', claimedUntilMs: epochMs(nowMs + claimMs), createdAtMs: nowMs })
    .commit();

/** Claims the mail after the current claim has expired. False when another claim holds, or it is sent. */
export async function claimNotification(notification: NotificationItem, nowMs: EpochMs): Promise<boolean> {
  if (notification.state !== 'due' || notification.claimedUntilMs > nowMs) return false;
  const { inquiryId, notificationId, claimedUntilMs } = notification;
  const written = await ifCondition(() =>
    Notification()
      .patch({ inquiryId, notificationId })
      .set({ claimedUntilMs: epochMs(nowMs + claimMs) })
      .where((attribute, { eq }) => `${eq(attribute.state, 'due')} AND ${eq(attribute.claimedUntilMs, claimedUntilMs)}`)
      .go(),
  );
  return written !== null;
}

/** Delivery events of an accepted mail, and the notification's attribute with their time. */
const heardOf = {
  mail_delivered: 'deliveredAtMs',
  mail_bounced: 'bouncedAtMs',
  mail_complained: 'complainedAtMs',
} as const;

export type MailEventKind = keyof typeof heardOf;

/** Records a mail's delivery event on the timeline: once for each mail and kind, however often SES sends it. */
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

/** True for an unsent mail to the current owner of an escalation. */
export const isDueFor = ({ escalationId, generation }: EscalationItem, notification: NotificationItem): boolean =>
  notification.state === 'due' && notification.escalationId === escalationId && notification.generation === generation;
