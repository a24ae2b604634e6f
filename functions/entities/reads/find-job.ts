import type { JobId } from '../../../schemas/ids.ts';
import { withAwsErrors } from '../aws-error.ts';
import type { JobItem } from '../models/job.ts';
import { store } from '../service.ts';

/** One job, read consistently; null when it is done. */
export async function findJob(jobId: JobId): Promise<JobItem | null> {
  const { data } = await withAwsErrors(() =>
    store().entities.job.get({ jobId }).go({ consistent: true, originalErr: true }),
  );
  return data;
}
