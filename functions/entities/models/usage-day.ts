import { entityOf } from '../store.ts';
import { type } from './attribute-types.ts';

/** The sums of a day that is over. */
export const UsageDay = entityOf({
  model: { entity: 'usageDay', version: '1', service: 'inquiries' },
  attributes: {
    companyId: { type: type.companyId, required: true, readOnly: true },
    /** In UTC, `YYYY-MM-DD`. */
    day: { type: 'string', required: true, readOnly: true },
    sums: { type: type.usageSums, required: true },
    /** Epoch seconds. */
    expiresAt: { type: 'number', required: true },
  },
  indexes: {
    day: {
      pk: { field: 'pk', composite: ['companyId'] },
      sk: { field: 'sk', composite: ['day'] },
    },
  },
});
