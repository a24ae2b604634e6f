import type { InquiryId } from '../../../schemas/ids.ts';
import { Inquiry, type InquiryItem } from '../models/inquiry.ts';
import { getConsistently } from '../store.ts';

/** The head alone, read consistently; null when there is none. */
export async function findInquiry(inquiryId: InquiryId): Promise<InquiryItem | null> {
  return getConsistently(Inquiry().get({ inquiryId }));
}
