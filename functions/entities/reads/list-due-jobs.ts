import { type EpochMs, epochMs } from '../../../schemas/units.ts';
import { Job, type JobItem, jobShards } from '../models/job.ts';
import { byKeysAlone, withAwsErrors } from '../store.ts';
import { readDueRange } from './read-due-range.ts';

/** Of one company and kind in one shard, in one pass. */
const keptOfAGroup = 100;

/**
 * The jobs that are due at `nowMs`: of each company and kind the oldest in each shard. The index holds due inquiries as
 * well, in front of the jobs, so that the range begins with the jobs' own prefix.
 */
export async function listDueJobs(nowMs: EpochMs): Promise<readonly JobItem[]> {
  const shards = Array.from({ length: jobShards }, (_, shard) => shard);
  const read = await Promise.all(
    shards.map((shard) =>
      readDueRange<JobItem>(
        (page) =>
          withAwsErrors(() =>
            Job()
              .query.byDueTime({ shard })
              .between({ dueAtMs: epochMs(0) }, { dueAtMs: epochMs(nowMs + 1) })
              .go({ ...byKeysAlone, ...page }),
          ),
        { groupOf: ({ companyId, kind }) => `${companyId} ${kind}`, keptOfAGroup },
      ),
    ),
  );
  return read.flat();
}
