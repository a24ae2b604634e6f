import type { EntityItem } from 'electrodb';
import { entityOf } from '../store.ts';
import { type } from './attribute-types.ts';

/** A company's token bucket: what all processes together may still do. One that is gone counts as full. */
export const Allowance = entityOf({
  model: { entity: 'allowance', version: '1', service: 'inquiries' },
  attributes: {
    companyId: { type: type.companyId, required: true, readOnly: true },
    /** What is rationed: requests to the API, or calls of the model while it is short. */
    bucket: { type: ['requests', 'model'] as const, required: true, readOnly: true },
    tokens: { type: 'number', required: true },
    refilledAtMs: { type: type.epochMs, required: true },
    /** Epoch seconds; by then it would long be full again. */
    expiresAt: { type: 'number', required: true },
  },
  indexes: {
    allowance: {
      pk: { field: 'pk', composite: ['companyId', 'bucket'] },
      sk: { field: 'sk', composite: [] },
    },
  },
});
export type AllowanceItem = EntityItem<ReturnType<typeof Allowance>>;
