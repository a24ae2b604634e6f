import { runDueAt } from '../../domain/inquiry/due-times.ts';
import { inTurns } from '../../domain/work/in-turns.ts';
import { type EpochMs, epochMs } from '../../schemas/units.ts';
import { companyOfDue, type DueWorkItem, postponeDue } from '../entities/due-work.ts';
import type { JobItem } from '../entities/job.ts';
import type { JobOutcome } from '../job-runner/perform-job.ts';
import { logger } from '../logger.ts';
import type { Repair } from './look-at.ts';

export type InquiryOutcome = Repair | 'failed';

/** Inquiries per pass, each several calls; the next pass continues. */
const mostInquiries = 400;

/** Concurrent checks: on one machine more would delay the tasks of every company (`npm run bench -- fairness`). */
const inquiriesAtATime = 2;

/** Checks due inquiries, round-robin over companies. Its code is loaded only when something is due. */
export async function sweepInquiries(
  due: readonly DueWorkItem[],
  { count }: { count: (outcome: InquiryOutcome) => void },
): Promise<void> {
  const taken = inTurns(due, [companyOfDue]).slice(0, mostInquiries);
  await takeUp(taken, {
    width: inquiriesAtATime,
    work: async (item) => count(await lookOrPostpone(item, epochMs(Date.now()))),
  });
}

/** A failed inquiry does not block the others: it is logged and checked later. */
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

/** Jobs per pass, as far as its time allows; the next pass continues. */
const mostJobs = 400;

/** Concurrent jobs: one that waits for a slow receiver does not delay the rest. */
const jobsAtATime = 4;

/**
 * Performs due jobs, round-robin over companies and over the kinds of each: a slow receiver delays
 * neither another company's webhooks nor its own company's erasures.
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

/** When a pass leaves the rest to the next, a minute later. */
const longestPassMs = 45_000;

/**
 * Performs the items in their order, `width` at a time. Beyond a pass's time none begins; they stay due, and the next
 * pass begins with the oldest.
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
