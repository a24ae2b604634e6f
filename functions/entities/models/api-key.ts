import { Entity, type EntityItem } from 'electrodb';
import { type } from './attribute-types.ts';

/** An API key as the table knows it: its hash, never the key. */
export const ApiKey = new Entity({
  model: { entity: 'apiKey', version: '1', service: 'inquiries' },
  attributes: {
    keyHash: { type: 'string', required: true, readOnly: true },
    apiKeyId: { type: type.apiKeyId, required: true, readOnly: true },
    companyId: { type: type.companyId, required: true, readOnly: true },
    /** The visible beginning, by which people tell keys apart. */
    prefix: { type: 'string', required: true },
    scopes: { type: type.scopes, required: true },
    createdAtMs: { type: type.epochMs, required: true },
    expiresAtMs: { type: type.epochMs },
    revokedAtMs: { type: type.epochMs },
  },
  indexes: {
    byHash: {
      pk: { field: 'pk', composite: ['keyHash'] },
      sk: { field: 'sk', composite: [] },
    },
  },
});
export type ApiKeyItem = EntityItem<typeof ApiKey>;
