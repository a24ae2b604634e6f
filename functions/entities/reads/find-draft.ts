import type { Attempt, InquiryId, Run } from '../../../schemas/ids.ts';
import { withAwsErrors } from '../aws-error.ts';
import type { DraftItem } from '../models/draft.ts';
import { store } from '../service.ts';

export async function findDraft(key: { inquiryId: InquiryId; run: Run; attempt: Attempt }): Promise<DraftItem | null> {
  const { data } = await withAwsErrors(() =>
    store().entities.draft.get(key).go({ consistent: true, originalErr: true }),
  );
  return data;
}
