import type { EntityItem } from 'electrodb';
import { entityOf } from '../store.ts';
import { padding, type } from './attribute-types.ts';

/** What the analysis of one run found, with the reasons behind the priority. */
export const Analysis = entityOf({
  model: { entity: 'analysis', version: '1', service: 'inquiries' },
  attributes: {
    inquiryId: { type: type.inquiryId, required: true, readOnly: true },
    run: { type: type.run, required: true, readOnly: true, padding: padding.count },
    signals: { type: type.signals, required: true },
    priorityReasons: { type: type.priorityReasons, required: true },
    personalDataTypes: { type: type.strings, required: true },
  },
  indexes: {
    analysis: {
      collection: 'workspace',
      pk: { field: 'pk', composite: ['inquiryId'] },
      sk: { field: 'sk', composite: ['run'] },
    },
  },
});
export type AnalysisItem = EntityItem<ReturnType<typeof Analysis>>;
