import type { EntityItem } from 'electrodb';
import { JobKind } from '../../../schemas/job.ts';
import { entityOf } from '../store.ts';
import { padding, type } from './attribute-types.ts';

/**
 * Background work that is not an inquiry's own: written in the transaction that asks for it, deleted in the one that has
 * done it. What becomes due the sweeper takes up, so that a lost invocation loses nothing.
 */
export const Job = entityOf({
  model: { entity: 'job', version: '1', service: 'inquiries' },
  attributes: {
    jobId: { type: type.jobId, required: true, readOnly: true },
    kind: { type: JobKind.options, required: true, readOnly: true },
    companyId: { type: type.companyId, required: true, readOnly: true },
    shard: { type: 'number', required: true },
    /** When somebody else may take it up: whoever works on it has moved this on first. */
    dueAtMs: { type: type.epochMs, required: true, padding: padding.epochMs },
    /** Times that it was taken up. */
    attempts: { type: 'number', required: true },
    /** Of work that takes several turns: where the next goes on. */
    cursor: { type: 'string' },
    createdAtMs: { type: type.epochMs, required: true },
  },
  indexes: {
    job: {
      pk: { field: 'pk', composite: ['jobId'] },
      sk: { field: 'sk', composite: [] },
    },
    byDueTime: {
      index: 'gsi3',
      pk: { field: 'gsi3pk', composite: ['shard'] },
      sk: { field: 'gsi3sk', composite: ['dueAtMs', 'jobId'] },
    },
  },
});
export type JobItem = EntityItem<ReturnType<typeof Job>>;

/** Shards of the jobs in the due index; fewer than of inquiries, since jobs are fewer. */
export const jobShards = 4;
