import type { EntityItem } from 'electrodb';
import { AnswerSource } from '../../schemas/answer.ts';
import type { InquiryId, Run } from '../../schemas/ids.ts';
import { padding, type } from './attribute-types.ts';
import { entityOf, getConsistently } from './store.ts';

/** The committed answer of one run, by the model or by a person. The key allows one for each run. */
export const Answer = entityOf({
  model: { entity: 'answer', version: '1', service: 'inquiries' },
  attributes: {
    inquiryId: { type: type.inquiryId, required: true, readOnly: true },
    run: { type: type.run, required: true, readOnly: true, padding: padding.count },
    source: { type: AnswerSource.options, required: true },
    text: { type: 'string', required: true },
    citations: { type: type.citations, required: true },
    agentId: { type: type.agentId },
    attempt: { type: type.attempt },
    modelUsed: { type: 'string' },
    promptVersion: { type: 'string' },
    promptTokens: { type: 'number' },
    completionTokens: { type: 'number' },
    costUsd: { type: 'number' },
    responseQualityScore: { type: 'number' },
    subScores: { type: type.subScores },
    createdAtMs: { type: type.epochMs, required: true },
  },
  indexes: {
    answer: {
      collection: 'workspace',
      pk: { field: 'pk', composite: ['inquiryId'] },
      sk: { field: 'sk', composite: ['run'] },
    },
  },
});
export type AnswerItem = EntityItem<ReturnType<typeof Answer>>;

/** The committed answer of one run, read consistently; null when that run has none. */
export async function findAnswer(inquiryId: InquiryId, run: Run): Promise<AnswerItem | null> {
  return getConsistently(Answer().get({ inquiryId, run }));
}
