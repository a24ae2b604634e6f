import type { Attempt, InquiryId, Run } from '../../../schemas/ids.ts';
import { Draft, type DraftItem } from '../models/draft.ts';
import { getConsistently } from '../store.ts';

export async function findDraft(key: { inquiryId: InquiryId; run: Run; attempt: Attempt }): Promise<DraftItem | null> {
  return getConsistently(Draft().get(key));
}
