import { dayOf } from '../../../domain/usage/days.ts';
import type { UsageFacts, UsageSums } from '../../../domain/usage/sum-usage.ts';
import type { CompanyId, InquiryId, Run } from '../../../schemas/ids.ts';
import type { EpochMs } from '../../../schemas/units.ts';
import { UsageDay } from '../models/usage-day.ts';
import { UsageEntry } from '../models/usage-entry.ts';
import { ifCondition } from '../store.ts';

const entryKeptSeconds = 40 * 86_400;
const dayKeptSeconds = 400 * 86_400;

export interface NewUsage extends UsageFacts {
  readonly companyId: CompanyId;
  readonly inquiryId: InquiryId;
  readonly run: Run;
  readonly atMs: EpochMs;
}

/** Part of the transaction of a run's outcome; nothing for what is not counted. */
export const usageItems = (usage: NewUsage | null) =>
  usage === null
    ? []
    : [
        UsageEntry.inTransaction()
          .create({ ...usage, day: dayOf(usage.atMs), expiresAt: Math.ceil(usage.atMs / 1_000) + entryKeptSeconds })
          .commit(),
      ];

/** Keeps the sums of a day that is over, once: what was summed first stands. */
export async function keepUsageDay(
  { companyId, day }: { companyId: CompanyId; day: string },
  { sums, nowMs }: { sums: UsageSums; nowMs: EpochMs },
): Promise<void> {
  const expiresAt = Math.ceil(nowMs / 1_000) + dayKeptSeconds;
  await ifCondition(() => UsageDay().create({ companyId, day, sums, expiresAt }).go());
}
