import { inTurns } from '../../domain/work/in-turns.ts';
import { epochMs } from '../../schemas/units.ts';
import type { JobItem } from '../entities/job.ts';
import type { JobOutcome } from '../job-runner/perform-job.ts';
import { takeUp } from './take-up.ts';

/** Jobs taken up in one pass, as far as its time goes; the next pass goes on. */
const mostJobs = 400;

/** Jobs at a time: one that waits for a slow receiver does not hold up the rest. */
const width = 4;

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
    width,
    work: async (job) => {
      const { performJob } = await import('../job-runner/perform-job.ts');
      count(await performJob(job, epochMs(Date.now())));
    },
  });
}
