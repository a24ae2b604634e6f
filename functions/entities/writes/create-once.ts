import { withAwsErrors } from '../aws-error.ts';
import type { DraftItem } from '../models/draft.ts';
import type { PageTextItem } from '../models/page-text.ts';
import { store } from '../service.ts';

/** `exists` = an earlier try of the same task wrote it; its content stands. */
export type CreateOutcome = 'created' | 'exists';

export const createPageText = (pageText: PageTextItem): Promise<CreateOutcome> =>
  createOnce(() => store().entities.pageText.create(pageText).go());

export const createDraft = (draft: DraftItem): Promise<CreateOutcome> =>
  createOnce(() => store().entities.draft.create(draft).go());

async function createOnce(create: () => Promise<unknown>): Promise<CreateOutcome> {
  try {
    await withAwsErrors(create);
    return 'created';
  } catch (error) {
    if (error instanceof Error && error.name === 'ConditionalCheckFailedException') return 'exists';
    throw error;
  }
}
