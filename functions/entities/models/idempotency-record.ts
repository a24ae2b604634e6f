import { entityOf } from '../store.ts';
import { type } from './attribute-types.ts';

/** That a company's Idempotency-Key has been used, with what, and what it made. */
export const IdempotencyRecord = entityOf({
  model: { entity: 'idempotencyRecord', version: '1', service: 'inquiries' },
  attributes: {
    companyId: { type: type.companyId, required: true, readOnly: true },
    /** Hex SHA-256 of route and key: what a client chose never enters a key as it is. */
    keyHash: { type: 'string', required: true, readOnly: true },
    bodyHash: { type: 'string', required: true, readOnly: true },
    /** Id of what the request made. */
    resourceId: { type: 'string', required: true, readOnly: true },
    /** Epoch seconds; read back too, since the table deletes late. */
    expiresAt: { type: 'number', required: true },
  },
  indexes: {
    record: {
      pk: { field: 'pk', composite: ['companyId', 'keyHash'] },
      sk: { field: 'sk', composite: [] },
    },
  },
});
