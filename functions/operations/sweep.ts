import middy from '@middy/core';
import { epochMs } from '../../schemas/units.ts';
import { listDueWork } from '../entities/due-work.ts';
import { listDueJobs } from '../entities/job.ts';
import type { JobOutcome } from '../job-runner/perform-job.ts';
import { logger } from '../logger.ts';
import { emitOverdue } from '../sweep/emit-overdue.ts';
import { type InquiryOutcome, sweepInquiries, sweepJobs } from '../sweep/sweep-due.ts';

type Tally = Partial<Record<InquiryOutcome | `job_${JobOutcome}`, number>>;

/**
 * The sweeper, called every minute: starts, replaces, mails, settles or performs overdue work. Inquiries and jobs
 * are swept side by side, so that neither waits for the other's calls.
 */
export const handler = middy().handler(async (): Promise<Tally> => {
  const nowMs = epochMs(Date.now());
  const [inquiries, jobs] = await Promise.all([listDueWork(nowMs), listDueJobs(nowMs)]);
  emitOverdue([...inquiries.map(({ dueAtMs }) => ({ kind: 'inquiry' as const, dueAtMs })), ...jobs], nowMs);
  const tally: Tally = {};
  const count = (outcome: keyof Tally): void => {
    tally[outcome] = (tally[outcome] ?? 0) + 1;
  };
  await Promise.all([
    sweepInquiries(inquiries, { count }),
    sweepJobs(jobs, { count: (outcome) => count(`job_${outcome}`) }),
  ]);
  if (Object.keys(tally).length > 0) logger().info('sweep', { ...tally });
  return tally;
});
