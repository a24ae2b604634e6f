import type { InquiryId, Run } from '../../../schemas/ids.ts';
import { Answer, type AnswerItem } from '../models/answer.ts';
import { getConsistently } from '../store.ts';

/** The committed answer of one run, read consistently; null when that run has none. */
export async function findAnswer(inquiryId: InquiryId, run: Run): Promise<AnswerItem | null> {
  return getConsistently(Answer().get({ inquiryId, run }));
}
