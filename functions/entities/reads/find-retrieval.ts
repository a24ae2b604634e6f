import type { InquiryId, Run } from '../../../schemas/ids.ts';
import { Retrieval, type RetrievalItem } from '../models/retrieval.ts';
import { getConsistently } from '../store.ts';

export async function findRetrieval(key: { inquiryId: InquiryId; run: Run }): Promise<RetrievalItem | null> {
  return getConsistently(Retrieval().get(key));
}
