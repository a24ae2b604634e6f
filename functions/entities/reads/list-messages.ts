import type { InquiryId } from '../../../schemas/ids.ts';
import { Message, type MessageItem } from '../models/message.ts';
import { withAwsErrors } from '../store.ts';

/** What the asker wrote after the inquiry, oldest first, read consistently. */
export async function listMessages(inquiryId: InquiryId): Promise<readonly MessageItem[]> {
  const { data } = await withAwsErrors(() =>
    Message().query.message({ inquiryId }).go({ consistent: true, pages: 'all' }),
  );
  return data;
}
