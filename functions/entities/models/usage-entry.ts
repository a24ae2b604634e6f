import type { EntityItem } from 'electrodb';
import { entityOf } from '../store.ts';
import { padding, type } from './attribute-types.ts';

/** What one run used until its outcome, written in the transaction of that outcome: as exact as the outcome itself. */
export const UsageEntry = entityOf({
  model: { entity: 'usageEntry', version: '1', service: 'inquiries' },
  attributes: {
    companyId: { type: type.companyId, required: true, readOnly: true },
    /** In UTC, `YYYY-MM-DD`. */
    day: { type: 'string', required: true, readOnly: true },
    atMs: { type: type.epochMs, required: true, readOnly: true, padding: padding.epochMs },
    inquiryId: { type: type.inquiryId, required: true, readOnly: true },
    run: { type: type.run, required: true, readOnly: true, padding: padding.count },
    isFirst: { type: 'boolean', required: true },
    outcome: { type: ['answered', 'escalated'] as const, required: true },
    promptTokens: { type: 'number', required: true },
    completionTokens: { type: 'number', required: true },
    modelCostUsd: { type: 'number', required: true },
    pagesRead: { type: 'number', required: true },
    comprehendUnits: { type: 'number', required: true },
    /** Epoch seconds; by then its day has been summed. */
    expiresAt: { type: 'number', required: true },
  },
  indexes: {
    entry: {
      pk: { field: 'pk', composite: ['companyId', 'day'] },
      sk: { field: 'sk', composite: ['atMs', 'inquiryId', 'run'] },
    },
  },
});
export type UsageEntryItem = EntityItem<ReturnType<typeof UsageEntry>>;
