import type { InquiryId, Run } from '../../../schemas/ids.ts';
import { withAwsErrors } from '../aws-error.ts';
import type { AnswerItem } from '../models/answer.ts';
import { store } from '../service.ts';

/** The committed answer of one run, read consistently; null when that run has none. */
export async function findAnswer(inquiryId: InquiryId, run: Run): Promise<AnswerItem | null> {
  const { data } = await withAwsErrors(() =>
    store().entities.answer.get({ inquiryId, run }).go({ consistent: true, originalErr: true }),
  );
  return data;
}
