import type { EntityItem } from 'electrodb';
import type { CompanyId, JobId } from '../../schemas/ids.ts';
import { JobKind } from '../../schemas/job.ts';
import { type EpochMs, epochMs } from '../../schemas/units.ts';
import { padding, type } from './attribute-types.ts';
import { readDueRange } from './read-range.ts';
import { byKeysAlone, entityOf, getConsistently, ifCondition, withAwsErrors } from './store.ts';

/**
 * Background work outside the state machine: written in the transaction that asks for it, deleted in the one that
 * completes it. The sweeper claims due jobs, so that a lost invocation loses nothing.
 */
export const Job = entityOf({
  model: { entity: 'job', version: '1', service: 'inquiries' },
  attributes: {
    jobId: { type: type.jobId, required: true, readOnly: true },
    kind: { type: JobKind.options, required: true, readOnly: true },
    companyId: { type: type.companyId, required: true, readOnly: true },
    shard: { type: 'number', required: true },
    /** When a worker may take it up; the worker that does postpones it first. */
    dueAtMs: { type: type.epochMs, required: true, padding: padding.epochMs },
    /** Number of claims. */
    attempts: { type: 'number', required: true },
    /** Of work in several steps: where the next one continues. */
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

/** One job, read consistently; null when it is finished. */
export async function findJob(jobId: JobId): Promise<JobItem | null> {
  return getConsistently(Job().get({ jobId }));
}

/** Of one company and kind in one shard, in one pass. */
const keptOfAGroup = 100;

/**
 * The jobs that are due at `nowMs`: of each company and kind the oldest in each shard. The index holds due inquiries as
 * well, in front of the jobs, so that the range begins with the jobs' own prefix.
 */
export async function listDueJobs(nowMs: EpochMs): Promise<readonly JobItem[]> {
  const shards = Array.from({ length: jobShards }, (_, shard) => shard);
  const read = await Promise.all(
    shards.map((shard) =>
      readDueRange<JobItem>(
        (page) =>
          withAwsErrors(() =>
            Job()
              .query.byDueTime({ shard })
              .between({ dueAtMs: epochMs(0) }, { dueAtMs: epochMs(nowMs + 1) })
              .go({ ...byKeysAlone, ...page }),
          ),
        { groupOf: ({ companyId, kind }) => `${companyId} ${kind}`, keptOfAGroup },
      ),
    ),
  );
  return read.flat();
}

/** For how long a claim keeps other workers from a job; longer than the function `work` may run. */
export const jobClaimMs = 120_000;

/**
 * The function `work` is called right after the commit; when that call is lost, the sweeper claims the job after this
 * time.
 */
const firstClaimMs = 30_000;

export interface NewJob {
  readonly jobId: JobId;
  readonly kind: JobKind;
  readonly companyId: CompanyId;
  readonly nowMs: EpochMs;
}

/**
 * Part of the transaction that asks for the work: a job that is there already is asked for again. Hand its id to
 * `runSoon` after the commit.
 */
export const askForJob = ({ jobId, kind, companyId, nowMs }: NewJob) =>
  Job.inTransaction()
    .put({
      jobId,
      kind,
      companyId,
      shard: shardOf(jobId),
      dueAtMs: epochMs(nowMs + firstClaimMs),
      attempts: 0,
      createdAtMs: nowMs,
    })
    .commit();

/** Part of the transaction that records what the job has done: it is over, unless it was asked for again meanwhile. */
export const endJob = ({ jobId, dueAtMs }: JobItem) =>
  Job.inTransaction()
    .delete({ jobId })
    .where((attribute, { eq }) => eq(attribute.dueAtMs, dueAtMs))
    .commit();

/** Claims a job: null when another claim holds, or it is finished. */
export async function claimJob(job: JobItem, nowMs: EpochMs): Promise<JobItem | null> {
  const dueAtMs = epochMs(nowMs + jobClaimMs);
  const attempts = job.attempts + 1;
  return (await move(job, { dueAtMs, attempts })) ? { ...job, dueAtMs, attempts } : null;
}

/**
 * Makes the job due again at `dueAtMs`, from `cursor`; undefined keeps the old one, null is the beginning.
 * False when it was asked for again or ended meanwhile.
 */
export const postponeJob = (job: JobItem, dueAtMs: EpochMs, cursor?: string | null): Promise<boolean> =>
  move(job, { dueAtMs, attempts: job.attempts, cursor });

async function move(
  { jobId, dueAtMs: knownDueAtMs }: JobItem,
  { dueAtMs, attempts, cursor }: { dueAtMs: EpochMs; attempts: number; cursor?: string | null | undefined },
): Promise<boolean> {
  const written = await ifCondition(() => {
    const moved = { shard: shardOf(jobId), dueAtMs, attempts, ...(typeof cursor === 'string' && { cursor }) };
    const patch = Job().patch({ jobId }).set(moved);
    return (cursor === null ? patch.remove(['cursor']) : patch)
      .where((attribute, { eq }) => eq(attribute.dueAtMs, knownDueAtMs))
      .go();
  });
  return written !== null;
}

const shardOf = (jobId: JobId): number => (jobId.at(-1)?.charCodeAt(0) ?? 0) % jobShards;
