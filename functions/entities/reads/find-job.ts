import type { JobId } from '../../../schemas/ids.ts';
import { Job, type JobItem } from '../models/job.ts';
import { withAwsErrors } from '../store.ts';

/** One job, read consistently; null when it is done. */
export async function findJob(jobId: JobId): Promise<JobItem | null> {
  const { data } = await withAwsErrors(() => Job().get({ jobId }).go({ consistent: true, originalErr: true }));
  return data;
}
