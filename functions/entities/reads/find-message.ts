import type { InquiryId, Run } from '../../../schemas/ids.ts';
import { Message, type MessageItem } from '../models/message.ts';
import { getConsistently } from '../store.ts';

/** The message that raised a run, read consistently; null when none did. */
export async function findMessage(inquiryId: InquiryId, run: Run): Promise<MessageItem | null> {
  return getConsistently(Message().get({ inquiryId, run, number: 0 }));
}
