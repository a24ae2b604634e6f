import type { EntityItem } from 'electrodb';
import { KnowledgeState } from '../../../schemas/knowledge.ts';
import { entityOf } from '../store.ts';
import { type } from './attribute-types.ts';

/** An entry of a company's knowledge as the company wrote it: what the index is built from. */
export const KnowledgeEntry = entityOf({
  model: { entity: 'knowledgeEntry', version: '1', service: 'inquiries' },
  attributes: {
    companyId: { type: type.companyId, required: true, readOnly: true },
    knowledgeId: { type: type.knowledgeId, required: true, readOnly: true },
    title: { type: 'string', required: true },
    text: { type: 'string', required: true },
    language: { type: 'string', required: true },
    category: { type: 'string' },
    sourceUrl: { type: 'string' },
    state: { type: KnowledgeState.options, required: true },
    version: { type: 'number', required: true },
    createdAtMs: { type: type.epochMs, required: true },
    updatedAtMs: { type: type.epochMs, required: true },
  },
  indexes: {
    entry: {
      pk: { field: 'pk', composite: ['companyId'] },
      sk: { field: 'sk', composite: ['knowledgeId'] },
    },
  },
});
export type KnowledgeEntryItem = EntityItem<ReturnType<typeof KnowledgeEntry>>;
