import type { InquiryId } from '../../../schemas/ids.ts';
import { InquiryText, type InquiryTextItem } from '../models/inquiry-text.ts';
import { getConsistently } from '../store.ts';

/** What the customer wrote, read consistently; null when it has been erased. */
export async function findText(inquiryId: InquiryId): Promise<InquiryTextItem | null> {
  return getConsistently(InquiryText().get({ inquiryId }));
}
