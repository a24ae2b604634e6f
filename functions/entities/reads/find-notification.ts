import type { InquiryId } from '../../../schemas/ids.ts';
import { Notification, type NotificationItem } from '../models/notification.ts';
import { getConsistently } from '../store.ts';

/** One mail's notification, read consistently; null when there is none, or none any more. */
export async function findNotification(key: {
  inquiryId: InquiryId;
  notificationId: string;
}): Promise<NotificationItem | null> {
  return getConsistently(Notification().get(key));
}
