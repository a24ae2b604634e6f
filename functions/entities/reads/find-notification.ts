import type { InquiryId } from '../../../schemas/ids.ts';
import { withAwsErrors } from '../aws-error.ts';
import type { NotificationItem } from '../models/notification.ts';
import { store } from '../service.ts';

/** One mail's notification, read consistently; null when there is none, or none any more. */
export async function findNotification(key: {
  inquiryId: InquiryId;
  notificationId: string;
}): Promise<NotificationItem | null> {
  const { data } = await withAwsErrors(() =>
    store().entities.notification.get(key).go({ consistent: true, originalErr: true }),
  );
  return data;
}
