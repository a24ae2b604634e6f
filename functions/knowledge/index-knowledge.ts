import { setImmediate as nextTurn } from 'node:timers/promises';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { buildKnowledgeIndexInSteps } from '../../domain/retrieval/knowledge-index.ts';
import type { CompanyId, JobId } from '../../schemas/ids.ts';
import { type EpochMs, epochMs } from '../../schemas/units.ts';
import { s3Client } from '../clients/s3.ts';
import { config } from '../config.ts';
import { type BuiltIndex, leaveBuilding, recordBuilt, takeBuilding } from '../entities/index-state.ts';
import { claimJob, findJob, type JobItem, jobClaimMs, postponeJob } from '../entities/job.ts';
import { listAllKnowledge } from '../entities/knowledge.ts';
import { indexKeyOf } from './load-index.ts';
import { charactersOf } from './merge-entries.ts';

/** The function may run for 110 s; a build that begins within this time ends in time. */
const buildsBeginWithinMs = 50_000;

/** Tries to claim a job that others keep requesting. */
const claimAttempts = 5;

/**
 * Builds the company's index until it holds every change: those made during a build share the next one. A job
 * that finds a build under way is postponed until that build's claim ends, in case it dies.
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

/** False when time or tries ran out: the job is due at once, for the sweeper. */
async function buildUntilCurrent(claimed: JobItem, nowMs: EpochMs): Promise<boolean> {
  let job = claimed;
  for (let beganMs = nowMs; beganMs < nowMs + buildsBeginWithinMs; beganMs = now()) {
    const built = await buildIndex(job.companyId);
    const { kind } = await recordBuilt(job, { ...built, builtAtMs: beganMs });
    if (kind === 'committed') return true;
    const claimedAgain = await claimAgain(job.jobId);
    if (claimedAgain === null) return false;
    job = claimedAgain;
  }
  await postponeJob(job, now());
  return false;
}

async function claimAgain(jobId: JobId): Promise<JobItem | null> {
  for (let attempt = 1; attempt <= claimAttempts; attempt++) {
    const asked = await findJob(jobId);
    const claimed = asked === null ? null : await claimJob(asked, now());
    if (claimed !== null) return claimed;
  }
  return null;
}

const now = (): EpochMs => epochMs(Date.now());

/** Steps between two event-loop ticks: about 50 ms of the longest entries. */
const STEPS_A_TURN = 32;

/** Builds a company's index from its active entries and replaces the old one as a whole. */
export async function buildIndex(companyId: CompanyId): Promise<BuiltIndex> {
  const entries = await listAllKnowledge(companyId);
  const passages = entries
    .filter(({ state }) => state === 'active')
    .map(({ knowledgeId, language, title, text }) => ({ passageId: knowledgeId, language, title, text }));
  const { ETag = '' } = await s3Client().send(
    new PutObjectCommand({
      Bucket: config().bucketName,
      Key: indexKeyOf(companyId),
      Body: JSON.stringify(await taken(buildKnowledgeIndexInSteps(passages))),
      ContentType: 'application/json',
    }),
  );
  const characters = entries.reduce((sum, entry) => sum + charactersOf(entry), 0);
  return { entries: entries.length, indexed: passages.length, characters, etag: ETag };
}

/** Takes the steps and yields the event loop in between. */
async function taken<T>(steps: Generator<void, T>): Promise<T> {
  for (let count = 1; ; count += 1) {
    const step = steps.next();
    if (step.done === true) return step.value;
    if (count % STEPS_A_TURN === 0) await nextTurn();
  }
}
