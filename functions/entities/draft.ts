import type { EntityItem } from 'electrodb';
import type { Attempt, InquiryId, Run } from '../../schemas/ids.ts';
import { padding, type } from './attribute-types.ts';
import { type CreateOutcome, createOnce } from './commit.ts';
import { entityOf, getConsistently } from './store.ts';

/** One answer the model wrote, kept so that a repeated task never pays for the model twice. */
export const Draft = entityOf({
  model: { entity: 'draft', version: '1', service: 'inquiries' },
  attributes: {
    inquiryId: { type: type.inquiryId, required: true, readOnly: true },
    run: { type: type.run, required: true, readOnly: true, padding: padding.count },
    attempt: { type: type.attempt, required: true, readOnly: true, padding: padding.count },
    text: { type: 'string', required: true },
    citations: { type: type.citations, required: true },
    language: { type: 'string', required: true },
    needsHuman: { type: 'boolean', required: true },
    needsHumanReason: { type: 'string' },
    modelUsed: { type: 'string', required: true },
    promptVersion: { type: 'string', required: true },
    promptTokens: { type: 'number', required: true },
    completionTokens: { type: 'number', required: true },
    costUsd: { type: 'number', required: true },
    createdAtMs: { type: type.epochMs, required: true },
  },
  indexes: {
    draft: {
      collection: 'workspace',
      pk: { field: 'pk', composite: ['inquiryId'] },
      sk: { field: 'sk', composite: ['run', 'attempt'] },
    },
  },
});
export type DraftItem = EntityItem<ReturnType<typeof Draft>>;

export async function findDraft(key: { inquiryId: InquiryId; run: Run; attempt: Attempt }): Promise<DraftItem | null> {
  return getConsistently(Draft().get(key));
}

/** @throws TaskError RunSuperseded when the inquiry has been erased */
export const createDraft = (draft: DraftItem): Promise<CreateOutcome> =>
  createOnce(draft, Draft.inTransaction().create(draft).commit());
