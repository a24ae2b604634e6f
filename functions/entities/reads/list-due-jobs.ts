import type { EpochMs } from '../../../schemas/units.ts';
import { withAwsErrors } from '../aws-error.ts';
import { type JobItem, jobShards } from '../models/job.ts';
import { store } from '../service.ts';

/** Jobs overdue at `nowMs`, oldest first within each shard, at most `limitPerShard` of each. */
export async function listDueJobs(nowMs: EpochMs, limitPerShard: number): Promise<readonly JobItem[]> {
  const shards = Array.from({ length: jobShards }, (_, shard) => shard);
  const pages = await Promise.all(
    shards.map((shard) =>
      withAwsErrors(() =>
        store().entities.job.query.byDueTime({ shard }).lte({ dueAtMs: nowMs }).go({ limit: limitPerShard }),
      ),
    ),
  );
  return pages.flatMap((page) => page.data);
}
