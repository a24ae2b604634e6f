import type { InquiryId, Run } from '../../../schemas/ids.ts';
import { Message, type MessageItem } from '../models/message.ts';
import { withAwsErrors } from '../store.ts';

/** The message that raised a run, read consistently; null when none did. */
export async function findMessage(inquiryId: InquiryId, run: Run): Promise<MessageItem | null> {
  const { data } = await withAwsErrors(() =>
    Message().get({ inquiryId, run, number: 0 }).go({ consistent: true, originalErr: true }),
  );
  return data;
}
