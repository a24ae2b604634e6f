import type { EntityItem } from 'electrodb';
import { Mode } from '../../../schemas/mode.ts';
import { entityOf } from '../store.ts';
import { type } from './attribute-types.ts';

/** An API key as the table knows it: its hash, never the key. */
export const ApiKey = entityOf({
  model: { entity: 'apiKey', version: '1', service: 'inquiries' },
  attributes: {
    keyHash: { type: 'string', required: true, readOnly: true },
    apiKeyId: { type: type.apiKeyId, required: true, readOnly: true },
    companyId: { type: type.companyId, required: true, readOnly: true },
    /** The visible beginning, by which people tell keys apart. */
    prefix: { type: 'string', required: true },
    /** What people call it. */
    name: { type: 'string', required: true },
    /** Read it with `modeOf`: what carries none is live. */
    mode: { type: Mode.options, readOnly: true, default: 'live' },
    scopes: { type: type.scopes, required: true },
    createdAtMs: { type: type.epochMs, required: true },
    expiresAtMs: { type: type.epochMs },
    revokedAtMs: { type: type.epochMs },
    /** To ten minutes: a key in use is not written with every request. */
    lastUsedAtMs: { type: type.epochMs },
  },
  indexes: {
    byHash: {
      pk: { field: 'pk', composite: ['keyHash'] },
      sk: { field: 'sk', composite: [] },
    },
    byCompany: {
      index: 'gsi1',
      pk: { field: 'gsi1pk', composite: ['companyId'] },
      sk: { field: 'gsi1sk', composite: ['apiKeyId'] },
    },
  },
});
export type ApiKeyItem = EntityItem<ReturnType<typeof ApiKey>>;
