import type { InquiryId } from '../../../schemas/ids.ts';
import { withAwsErrors } from '../aws-error.ts';
import type { InquiryItem } from '../models/inquiry.ts';
import { store } from '../service.ts';

/** The head alone, read consistently; null when there is none. */
export async function findInquiry(inquiryId: InquiryId): Promise<InquiryItem | null> {
  const { data } = await withAwsErrors(() =>
    store().entities.inquiry.get({ inquiryId }).go({ consistent: true, originalErr: true }),
  );
  return data;
}
