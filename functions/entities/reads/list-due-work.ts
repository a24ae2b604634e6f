import { type EpochMs, epochMs } from '../../../schemas/units.ts';
import { DueWork, type DueWorkItem, dueShards } from '../models/due-work.ts';
import { byKeysAlone, withAwsErrors } from '../store.ts';
import { readDueRange } from './read-due-range.ts';

/** Of one company in one shard, in one pass. */
const keptOfACompany = 25;

/** The inquiries that are due at `nowMs`: of each company the oldest in each shard. The range is of their own prefix. */
export async function listDueWork(nowMs: EpochMs): Promise<readonly DueWorkItem[]> {
  const shards = Array.from({ length: dueShards }, (_, shard) => shard);
  const read = await Promise.all(
    shards.map((shard) =>
      readDueRange<DueWorkItem>(
        (page) =>
          withAwsErrors(() =>
            DueWork()
              .query.byDueTime({ shard })
              .between({ dueAtMs: epochMs(0) }, { dueAtMs: epochMs(nowMs + 1) })
              .go({ ...byKeysAlone, ...page }),
          ),
        { groupOf: companyOfDue, keptOfAGroup: keptOfACompany },
      ),
    ),
  );
  return read.flat();
}

/** Due work that was written without its company counts as one company's. */
export const companyOfDue = ({ companyId }: DueWorkItem): string => companyId ?? '';
