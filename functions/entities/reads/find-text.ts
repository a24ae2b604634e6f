import type { InquiryId } from '../../../schemas/ids.ts';
import { InquiryText, type InquiryTextItem } from '../models/inquiry-text.ts';
import { withAwsErrors } from '../store.ts';

/** What the customer wrote, read consistently; null when it has been erased. */
export async function findText(inquiryId: InquiryId): Promise<InquiryTextItem | null> {
  const { data } = await withAwsErrors(() =>
    InquiryText().get({ inquiryId }).go({ consistent: true, originalErr: true }),
  );
  return data;
}
