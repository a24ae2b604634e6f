import type { JobId } from '../../../schemas/ids.ts';
import { Job, type JobItem } from '../models/job.ts';
import { getConsistently } from '../store.ts';

/** One job, read consistently; null when it is done. */
export async function findJob(jobId: JobId): Promise<JobItem | null> {
  return getConsistently(Job().get({ jobId }));
}
