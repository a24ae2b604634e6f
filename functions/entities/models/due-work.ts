import type { EntityItem } from 'electrodb';
import { entityOf } from '../store.ts';
import { padding, type } from './attribute-types.ts';

/**
 * By when an inquiry that is not at rest should have moved; one item an inquiry, written with every change that leaves
 * work. What is overdue the sweeper looks at.
 */
export const DueWork = entityOf({
  model: { entity: 'dueWork', version: '1', service: 'inquiries' },
  attributes: {
    inquiryId: { type: type.inquiryId, required: true, readOnly: true },
    /** By which the sweeper has companies take turns. */
    companyId: { type: type.companyId },
    shard: { type: 'number', required: true },
    dueAtMs: { type: type.epochMs, required: true, padding: padding.epochMs },
  },
  indexes: {
    due: {
      collection: 'duty',
      pk: { field: 'pk', composite: ['inquiryId'] },
      sk: { field: 'sk', composite: [] },
    },
    byDueTime: {
      index: 'gsi3',
      pk: { field: 'gsi3pk', composite: ['shard'] },
      sk: { field: 'gsi3sk', composite: ['dueAtMs', 'inquiryId'] },
    },
  },
});
export type DueWorkItem = EntityItem<ReturnType<typeof DueWork>>;

/** Shards of the due index: one busy moment of one company must not sit on one partition. */
export const dueShards = 16;
