import { claimMs } from '../../domain/inquiry/due-times.ts';
import type { EpochMs } from '../../schemas/units.ts';
import { claimNotification, type NotificationItem } from '../entities/notification.ts';

/** Who is about to send: the run that made the mail due, which was given the first claim, or the sweeper. */
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
