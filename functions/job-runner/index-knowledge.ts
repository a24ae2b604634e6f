import type { JobId } from '../../schemas/ids.ts';
import { type EpochMs, epochMs } from '../../schemas/units.ts';
import { leaveBuilding, recordBuilt, takeBuilding } from '../entities/index-state.ts';
import { claimJob, findJob, type JobItem, jobClaimMs, postponeJob } from '../entities/job.ts';
import { buildIndex } from '../knowledge/build-index.ts';

/** A function may run for 110 s; a build that begins within the first of them is through in time. */
const buildsBeginWithinMs = 50_000;

/** Tries at claiming a job that others keep asking for. */
const claimAttempts = 5;

/**
 * Builds the company's index until it holds every change: those made during a build share the next one. Whoever finds a
 * build under way leaves the job to it, due again for the case that it dies.
 */
export async function indexKnowledge(job: JobItem, nowMs: EpochMs): Promise<'done' | 'postponed'> {
  const { companyId } = job;
  const { takenUntilMs } = await takeBuilding(companyId, { nowMs, untilMs: epochMs(nowMs + jobClaimMs) });
  if (takenUntilMs !== null) {
    await postponeJob(job, takenUntilMs);
    return 'postponed';
  }
  try {
    if (await buildUntilCurrent(job, nowMs)) return 'done';
    await leaveBuilding(companyId);
    return 'postponed';
  } catch (error) {
    await leaveBuilding(companyId);
    throw error;
  }
}

/** False when it ran out of time or of luck: the job is due at once, for the sweeper. */
async function buildUntilCurrent(claimed: JobItem, nowMs: EpochMs): Promise<boolean> {
  let job = claimed;
  for (let beganMs = nowMs; beganMs < nowMs + buildsBeginWithinMs; beganMs = now()) {
    const built = await buildIndex(job.companyId);
    const { kind } = await recordBuilt(job, { ...built, builtAtMs: beganMs });
    if (kind === 'committed') return true;
    const askedAnew = await claimAnew(job.jobId);
    if (askedAnew === null) return false;
    job = askedAnew;
  }
  await postponeJob(job, now());
  return false;
}

async function claimAnew(jobId: JobId): Promise<JobItem | null> {
  for (let attempt = 1; attempt <= claimAttempts; attempt++) {
    const asked = await findJob(jobId);
    const claimed = asked === null ? null : await claimJob(asked, now());
    if (claimed !== null) return claimed;
  }
  return null;
}

const now = (): EpochMs => epochMs(Date.now());
