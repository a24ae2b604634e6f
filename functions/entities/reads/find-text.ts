import type { InquiryId } from '../../../schemas/ids.ts';
import { withAwsErrors } from '../aws-error.ts';
import type { InquiryTextItem } from '../models/inquiry-text.ts';
import { store } from '../service.ts';

/** What the customer wrote, read consistently; null when it has been erased. */
export async function findText(inquiryId: InquiryId): Promise<InquiryTextItem | null> {
  const { data } = await withAwsErrors(() =>
    store().entities.inquiryText.get({ inquiryId }).go({ consistent: true, originalErr: true }),
  );
  return data;
}
