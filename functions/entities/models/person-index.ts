import { Mode } from '../../../schemas/mode.ts';
import { entityOf } from '../store.ts';
import { type } from './attribute-types.ts';

/**
 * How far a company's inquiries from before there were person references have been given theirs. One walk a company,
 * begun by its first request about a person.
 */
export const PersonIndex = entityOf({
  model: { entity: 'personIndex', version: '1', service: 'inquiries' },
  attributes: {
    companyId: { type: type.companyId, required: true, readOnly: true },
    mode: { type: Mode.options, required: true, readOnly: true },
    /** Where the walk goes on. */
    cursor: { type: 'string' },
    completedAtMs: { type: type.epochMs },
  },
  indexes: {
    index: {
      pk: { field: 'pk', composite: ['companyId', 'mode'] },
      sk: { field: 'sk', composite: [] },
    },
  },
});
