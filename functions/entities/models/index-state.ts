import type { EntityItem } from 'electrodb';
import { entityOf } from '../store.ts';
import { type } from './attribute-types.ts';

/** What is known of a company's knowledge index; the index itself is an object of the bucket. */
export const IndexState = entityOf({
  model: { entity: 'indexState', version: '1', service: 'inquiries' },
  attributes: {
    companyId: { type: type.companyId, required: true, readOnly: true },
    /** The company's entries at the last build, archived ones too. */
    entries: { type: 'number', required: true },
    /** Those of them that are in the index. */
    indexed: { type: 'number', required: true },
    /** Characters of all titles and texts. */
    characters: { type: 'number', required: true },
    builtAtMs: { type: type.epochMs },
    etag: { type: 'string' },
    /** One build at a time: nobody else begins one before this. */
    buildingUntilMs: { type: type.epochMs, required: true },
  },
  indexes: {
    state: {
      pk: { field: 'pk', composite: ['companyId'] },
      sk: { field: 'sk', composite: [] },
    },
  },
});
export type IndexStateItem = EntityItem<ReturnType<typeof IndexState>>;
