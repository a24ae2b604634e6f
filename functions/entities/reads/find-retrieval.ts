import type { InquiryId, Run } from '../../../schemas/ids.ts';
import { Retrieval, type RetrievalItem } from '../models/retrieval.ts';
import { withAwsErrors } from '../store.ts';

export async function findRetrieval(key: { inquiryId: InquiryId; run: Run }): Promise<RetrievalItem | null> {
  const { data } = await withAwsErrors(() => Retrieval().get(key).go({ consistent: true, originalErr: true }));
  return data;
}
