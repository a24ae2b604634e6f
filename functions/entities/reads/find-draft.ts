import type { Attempt, InquiryId, Run } from '../../../schemas/ids.ts';
import { Draft, type DraftItem } from '../models/draft.ts';
import { withAwsErrors } from '../store.ts';

export async function findDraft(key: { inquiryId: InquiryId; run: Run; attempt: Attempt }): Promise<DraftItem | null> {
  const { data } = await withAwsErrors(() => Draft().get(key).go({ consistent: true, originalErr: true }));
  return data;
}
