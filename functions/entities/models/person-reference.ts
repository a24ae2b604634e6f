import { entityOf } from '../store.ts';
import { type } from './attribute-types.ts';

/** Which inquiries of a company came from one person, known by the hash of their address. */
export const PersonReference = entityOf({
  model: { entity: 'personReference', version: '1', service: 'inquiries' },
  attributes: {
    companyId: { type: type.companyId, required: true, readOnly: true },
    /** Of `personHashOf`. */
    personHash: { type: 'string', required: true, readOnly: true },
    inquiryId: { type: type.inquiryId, required: true, readOnly: true },
  },
  indexes: {
    reference: {
      pk: { field: 'pk', composite: ['companyId', 'personHash'] },
      sk: { field: 'sk', composite: ['inquiryId'] },
    },
  },
});
