import { runDueAt } from '../../domain/inquiry/due-times.ts';
import { inTurns } from '../../domain/work/in-turns.ts';
import { type EpochMs, epochMs } from '../../schemas/units.ts';
import { companyOfDue, type DueWorkItem, postponeDue } from '../entities/due-work.ts';
import type { JobItem } from '../entities/job.ts';
import type { JobOutcome } from '../job-runner/perform-job.ts';
import { logger } from '../logger.ts';
import type { Repair } from './look-at.ts';

export type InquiryOutcome = Repair | 'failed';

/** Inquiries looked at in one pass, each some calls; the next pass goes on. */
const mostInquiries = 400;

/** Looks at a time: on one machine more would hold up the tasks of every company (`npm run bench -- fairness`). */
const inquiriesAtATime = 2;

/** Looks at due inquiries, company by company in turn. Its code is loaded when something is due: mostly nothing is. */
export async function sweepInquiries(
  due: readonly DueWorkItem[],
  { count, nowMs }: { count: (outcome: InquiryOutcome) => void; nowMs: EpochMs },
): Promise<void> {
  const taken = inTurns(due, [companyOfDue]).slice(0, mostInquiries);
  await takeUp(taken, { width: inquiriesAtATime, work: async (item) => count(await lookOrPostpone(item, nowMs)) });
}

/** One inquiry that cannot be helped now must not keep the others from being looked at: it is logged and comes later. */
async function lookOrPostpone(due: DueWorkItem, nowMs: EpochMs): Promise<InquiryOutcome> {
  try {
    const { lookAt } = await import('./look-at.ts');
    return await lookAt(due, nowMs);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    logger().error('sweep failed for an inquiry', { inquiryId: due.inquiryId, errorName: error.name });
    await postponeDue(due, runDueAt(nowMs));
    return 'failed';
  }
}

/** Jobs taken up in one pass, as far as its time goes; the next pass goes on. */
const mostJobs = 400;

/** Jobs at a time: one that waits for a slow receiver does not hold up the rest. */
const jobsAtATime = 4;

/**
 * Takes up jobs that are due, the companies by turns and the kinds of each likewise: a receiver that answers slowly keeps
 * neither another company's webhooks waiting nor its own company's erasures.
 */
export async function sweepJobs(
  due: readonly JobItem[],
  { count }: { count: (outcome: JobOutcome) => void },
): Promise<void> {
  const taken = inTurns(due, [({ companyId }) => companyId, ({ kind }) => kind]).slice(0, mostJobs);
  await takeUp(taken, {
    width: jobsAtATime,
    work: async (job) => {
      const { performJob } = await import('../job-runner/perform-job.ts');
      count(await performJob(job, epochMs(Date.now())));
    },
  });
}

/** When a pass leaves what is left to the next, which comes a minute after it. */
const longestPassMs = 45_000;

/**
 * Works on the items in their order, `width` at a time. Beyond a pass's time none is begun; they stay due, and the next pass
 * begins with the oldest.
 */
async function takeUp<T>(
  items: readonly T[],
  { width, work }: { width: number; work: (item: T) => Promise<void> },
): Promise<void> {
  const beganMs = performance.now();
  const left = items.values();
  const worker = async (): Promise<void> => {
    for (const item of left) {
      if (performance.now() - beganMs >= longestPassMs) return;
      await work(item);
    }
  };
  await Promise.all(Array.from({ length: width }, worker));
}
