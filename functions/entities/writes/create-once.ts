import { TaskError } from '../../task-error.ts';
import { commit, type TransactionItem } from '../commit.ts';
import { Draft, type DraftItem } from '../models/draft.ts';
import { PageText, type PageTextItem } from '../models/page-text.ts';
import { Retrieval, type RetrievalItem } from '../models/retrieval.ts';
import { unlessErased } from './unless-erased.ts';

/** `exists` = an earlier try of the same task wrote it; its content stands. */
export type CreateOutcome = 'created' | 'exists';

/** @throws TaskError RunSuperseded when the inquiry has been erased */
export const createPageText = (pageText: PageTextItem): Promise<CreateOutcome> =>
  createOnce(pageText, PageText.inTransaction().create(pageText).commit());

/** @throws TaskError RunSuperseded when the inquiry has been erased */
export const createDraft = (draft: DraftItem): Promise<CreateOutcome> =>
  createOnce(draft, Draft.inTransaction().create(draft).commit());

/** @throws TaskError RunSuperseded when the inquiry has been erased */
export const createRetrieval = (retrieval: RetrievalItem): Promise<CreateOutcome> =>
  createOnce(retrieval, Retrieval.inTransaction().create(retrieval).commit());

async function createOnce(
  { inquiryId }: Pick<DraftItem, 'inquiryId'>,
  create: TransactionItem,
): Promise<CreateOutcome> {
  const outcome = await commit([unlessErased(inquiryId), create]);
  if (outcome.kind === 'committed') return 'created';
  if (outcome.failed[0] === true) throw new TaskError('RunSuperseded', 'the inquiry has been erased');
  return 'exists';
}
