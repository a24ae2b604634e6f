import type { InquiryId, Run } from '../../../schemas/ids.ts';
import { withAwsErrors } from '../aws-error.ts';
import type { RetrievalItem } from '../models/retrieval.ts';
import { store } from '../service.ts';

export async function findRetrieval(key: { inquiryId: InquiryId; run: Run }): Promise<RetrievalItem | null> {
  const { data } = await withAwsErrors(() =>
    store().entities.retrieval.get(key).go({ consistent: true, originalErr: true }),
  );
  return data;
}
