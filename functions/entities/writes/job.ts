import type { CompanyId, JobId } from '../../../schemas/ids.ts';
import type { JobKind } from '../../../schemas/job.ts';
import { type EpochMs, epochMs } from '../../../schemas/units.ts';
import { Job, type JobItem, jobShards } from '../models/job.ts';
import { ifCondition } from '../store.ts';

/** For how long whoever has taken a job up is left alone with it; longer than the function `work` may run. */
export const jobClaimMs = 120_000;

/** The function `work` is called right after the commit; when that call is lost, the sweeper comes after this time. */
const firstClaimMs = 30_000;

export interface NewJob {
  readonly jobId: JobId;
  readonly kind: JobKind;
  readonly companyId: CompanyId;
  readonly nowMs: EpochMs;
}

/**
 * Part of the transaction that asks for the work: a job that is there already is asked for anew. Hand its id to
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

/** Part of the transaction that records what the job has done: it is over, unless it was asked for anew meanwhile. */
export const endJob = ({ jobId, dueAtMs }: JobItem) =>
  Job.inTransaction()
    .delete({ jobId })
    .where((attribute, { eq }) => eq(attribute.dueAtMs, dueAtMs))
    .commit();

/** Takes a job up: null when somebody else has, or it is over. */
export async function claimJob(job: JobItem, nowMs: EpochMs): Promise<JobItem | null> {
  const dueAtMs = epochMs(nowMs + jobClaimMs);
  const attempts = job.attempts + 1;
  return (await move(job, { dueAtMs, attempts })) ? { ...job, dueAtMs, attempts } : null;
}

/**
 * Has the job taken up again at `dueAtMs`, where `cursor` says; without one it keeps its own, and null is the beginning.
 * False when it was asked for anew or ended meanwhile.
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
