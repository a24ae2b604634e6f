import type { EntityItem } from 'electrodb';
import { AnswerSource } from '../../../schemas/answer.ts';
import { entityOf } from '../store.ts';
import { padding, type } from './attribute-types.ts';

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
