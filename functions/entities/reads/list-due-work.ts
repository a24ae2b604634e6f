import type { EpochMs } from '../../../schemas/units.ts';
import { withAwsErrors } from '../aws-error.ts';
import { type DueWorkItem, dueShards } from '../models/due-work.ts';
import { store } from '../service.ts';

/** What is overdue at `nowMs`, oldest first within each shard, at most `limitPerShard` of each. */
export async function listDueWork(nowMs: EpochMs, limitPerShard: number): Promise<readonly DueWorkItem[]> {
  const shards = Array.from({ length: dueShards }, (_, shard) => shard);
  const pages = await Promise.all(
    shards.map((shard) =>
      withAwsErrors(() =>
        store().entities.dueWork.query.byDueTime({ shard }).lte({ dueAtMs: nowMs }).go({ limit: limitPerShard }),
      ),
    ),
  );
  return pages.flatMap((page) => page.data);
}
