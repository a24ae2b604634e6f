import type { InquiryId } from '../../../schemas/ids.ts';
import { withAwsErrors } from '../aws-error.ts';
import type { MessageItem } from '../models/message.ts';
import { store } from '../service.ts';

/** What the asker wrote after the inquiry, oldest first, read consistently. */
export async function listMessages(inquiryId: InquiryId): Promise<readonly MessageItem[]> {
  const { data } = await withAwsErrors(() =>
    store().entities.message.query.message({ inquiryId }).go({ consistent: true, pages: 'all' }),
  );
  return data;
}
