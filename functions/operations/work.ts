import middy from '@middy/core';
import { WorkEvent } from '../../schemas/job.ts';
import { epochMs } from '../../schemas/units.ts';
import { findJob } from '../entities/job.ts';
import { type JobOutcome, performJob } from '../job-runner/perform-job.ts';

/** Called asynchronously with newly committed jobs. Failed ones stay due for the sweeper. */
export const handler = middy().handler(async (event: unknown): Promise<{ outcomes: readonly JobOutcome[] }> => {
  const { jobIds } = WorkEvent.parse(event);
  const outcomes = await Promise.all(
    jobIds.map(async (jobId): Promise<JobOutcome> => {
      const job = await findJob(jobId);
      return job === null ? 'done' : performJob(job, epochMs(Date.now()));
    }),
  );
  return { outcomes };
});
