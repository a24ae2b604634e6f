import { entityOf } from '../store.ts';
import { type } from './attribute-types.ts';

export const Company = entityOf({
  model: { entity: 'company', version: '1', service: 'inquiries' },
  attributes: {
    companyId: { type: type.companyId, required: true, readOnly: true },
    settings: { type: type.companySettings, required: true },
    /** How many webhook endpoints it has. */
    webhookEndpoints: { type: 'number' },
    /** Raised by one with every change of the settings; absent where it was never changed by the API. */
    version: { type: 'number' },
    createdAtMs: { type: type.epochMs, required: true },
  },
  indexes: {
    company: {
      collection: 'account',
      pk: { field: 'pk', composite: ['companyId'] },
      sk: { field: 'sk', composite: [] },
    },
  },
});
