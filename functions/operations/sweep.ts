import middy from '@middy/core';
import { runDueAt } from '../../domain/inquiry/due-times.ts';
import { type EpochMs, epochMs } from '../../schemas/units.ts';
import type { DueWorkItem } from '../entities/models/due-work.ts';
import { listDueJobs } from '../entities/reads/list-due-jobs.ts';
import { listDueWork } from '../entities/reads/list-due-work.ts';
import { postponeDue } from '../entities/writes/due.ts';
import type { JobOutcome } from '../jobs/perform-job.ts';
import { logger } from '../logger.ts';
import { emitMetrics } from '../metrics.ts';
import type { Repair } from '../sweep/look-at.ts';

/** Items of each of the 16 shards in one pass; the next pass, a minute later, goes on. */
const itemsPerShard = 25;

/** Jobs of each of the 4 shards in one pass. */
const jobsPerShard = 25;

/** How many inquiries, and then jobs, are looked at at a time: a pass has a minute, and what else works has needs too. */
const width = 4;

/** When a pass leaves the jobs that are left to the next: well before the function's time is over. */
const longestPassMs = 180_000;

type Tally = Partial<Record<Repair | 'failed' | `job_${JobOutcome}`, number>>;

/**
 * The backstop, called every minute: whatever is overdue is started, replaced, mailed or settled. What that takes is
 * loaded when something is: mostly nothing is.
 */
export const handler = middy().handler(async (): Promise<Tally> => {
  const nowMs = epochMs(Date.now());
  const due = await listDueWork(nowMs, itemsPerShard);
  const oldestDueAtMs = due.reduce<number>((oldest, { dueAtMs }) => Math.min(oldest, dueAtMs), nowMs);
  if (due.length > 0) emitMetrics({ OldestOverdueSeconds: (nowMs - oldestDueAtMs) / 1000 });
  const tally: Tally = {};
  const count = (outcome: keyof Tally): void => {
    tally[outcome] = (tally[outcome] ?? 0) + 1;
  };
  await someAtATime(due, async (item) => count(await lookOrPostpone(item, nowMs)));
  // A receiver that answers slowly must not keep the others waiting.
  await someAtATime(await listDueJobs(nowMs, jobsPerShard), async (job) => {
    if (Date.now() - nowMs >= longestPassMs) return;
    const { performJob } = await import('../jobs/perform-job.ts');
    count(`job_${await performJob(job, epochMs(Date.now()))}`);
  });
  if (Object.keys(tally).length > 0) logger().info('sweep', { ...tally });
  return tally;
});

async function someAtATime<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const left = [...items];
  const worker = async (): Promise<void> => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: width }, worker));
}

/** One inquiry that cannot be helped now must not keep the others from being looked at: it is logged and comes later. */
async function lookOrPostpone(due: DueWorkItem, nowMs: EpochMs): Promise<Repair | 'failed'> {
  try {
    const { lookAt } = await import('../sweep/look-at.ts');
    return await lookAt(due, nowMs);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    logger().error('sweep failed for an inquiry', { inquiryId: due.inquiryId, errorName: error.name });
    await postponeDue(due, runDueAt(nowMs));
    return 'failed';
  }
}
