import { createHash } from 'node:crypto';
import { Entity } from 'electrodb';
import { type } from './attribute-types.ts';

/** Which inquiry a company's own id belongs to; the key allows one. */
export const ExternalReference = new Entity({
  model: { entity: 'externalReference', version: '1', service: 'inquiries' },
  attributes: {
    companyId: { type: type.companyId, required: true, readOnly: true },
    /** Hex SHA-256: what a client chose never enters a key as it is. */
    externalIdHash: { type: 'string', required: true, readOnly: true },
    inquiryId: { type: type.inquiryId, required: true, readOnly: true },
  },
  indexes: {
    reference: {
      pk: { field: 'pk', composite: ['companyId', 'externalIdHash'] },
      sk: { field: 'sk', composite: [] },
    },
  },
});

export const externalIdHashOf = (externalId: string): string => createHash('sha256').update(externalId).digest('hex');
