import { TaskError } from '../../task-error.ts';
import { commit } from '../commit.ts';
import type { DraftItem } from '../models/draft.ts';
import type { PageTextItem } from '../models/page-text.ts';
import type { RetrievalItem } from '../models/retrieval.ts';
import type { TransactionEntities } from '../service.ts';
import { unlessErased } from './unless-erased.ts';

/** `exists` = an earlier try of the same task wrote it; its content stands. */
export type CreateOutcome = 'created' | 'exists';

/** @throws TaskError RunSuperseded when the inquiry has been erased */
export const createPageText = (pageText: PageTextItem): Promise<CreateOutcome> =>
  createOnce(pageText, (entity) => entity.pageText.create(pageText).commit());

/** @throws TaskError RunSuperseded when the inquiry has been erased */
export const createDraft = (draft: DraftItem): Promise<CreateOutcome> =>
  createOnce(draft, (entity) => entity.draft.create(draft).commit());

/** @throws TaskError RunSuperseded when the inquiry has been erased */
export const createRetrieval = (retrieval: RetrievalItem): Promise<CreateOutcome> =>
  createOnce(retrieval, (entity) => entity.retrieval.create(retrieval).commit());

async function createOnce(
  { inquiryId }: Pick<DraftItem, 'inquiryId'>,
  create: (
    entity: TransactionEntities,
  ) => ReturnType<ReturnType<TransactionEntities['draft' | 'pageText' | 'retrieval']['create']>['commit']>,
): Promise<CreateOutcome> {
  const outcome = await commit((entity) => [unlessErased(entity, inquiryId), create(entity)]);
  if (outcome.kind === 'committed') return 'created';
  if (outcome.failed[0] === true) throw new TaskError('RunSuperseded', 'the inquiry has been erased');
  return 'exists';
}
