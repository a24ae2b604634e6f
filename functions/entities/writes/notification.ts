import { claimMs } from '../../../domain/inquiry/due-times.ts';
import type { NotificationKind } from '../../../schemas/escalation.ts';
import type { AgentId, EscalationId, InquiryId, Run } from '../../../schemas/ids.ts';
import { type EpochMs, epochMs } from '../../../schemas/units.ts';
import { Notification, type NotificationItem } from '../models/notification.ts';
import { ifCondition } from '../store.ts';

/** One answer mail for each run that answers. */
export const answerNotificationId = (inquiryId: InquiryId, run: Run): string => `${inquiryId}-r${run}-answer`;

/** One staff mail for each step of an escalation: `step` is its version after the step. */
export const staffNotificationId = (escalationId: EscalationId, step: number): string => `${escalationId}-s${step}`;

export interface NewNotification {
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

/** Part of the transaction that makes a mail due. It is born claimed by its creator, whose next step sends it. */
export const createNotification = ({ nowMs, ...notification }: NewNotification) =>
  Notification.inTransaction()
    .create({ ...notification, state: 'due', claimedUntilMs: epochMs(nowMs + claimMs), createdAtMs: nowMs })
    .commit();

/** Takes the claim over once the present one has run out. False when somebody else has it, or it is sent. */
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
