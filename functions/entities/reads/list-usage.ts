import type { Day } from '../../../domain/usage/days.ts';
import type { UsageSums } from '../../../domain/usage/sum-usage.ts';
import type { CompanyId } from '../../../schemas/ids.ts';
import type { EpochMs } from '../../../schemas/units.ts';
import { UsageDay } from '../models/usage-day.ts';
import { UsageEntry, type UsageEntryItem } from '../models/usage-entry.ts';
import { byKeysAlone, withAwsErrors } from '../store.ts';

/** The entries of one day from `fromMs` on, oldest first, read consistently. */
export async function listUsageEntries(
  key: { companyId: CompanyId; day: Day },
  fromMs?: EpochMs,
): Promise<readonly UsageEntryItem[]> {
  const query = UsageEntry().query.entry(key);
  const { data } = await withAwsErrors(() =>
    (fromMs === undefined ? query : query.gte({ atMs: fromMs })).go({ ...byKeysAlone, pages: 'all', consistent: true }),
  );
  return data;
}

/** The days from `from` to `to`, both included, that have been summed. */
export async function listUsageDays(
  companyId: CompanyId,
  { from, to }: { from: Day; to: Day },
): Promise<ReadonlyMap<Day, UsageSums>> {
  const { data } = await withAwsErrors(() =>
    UsageDay()
      .query.day({ companyId })
      .between({ day: from }, { day: to })
      .go({ ...byKeysAlone, pages: 'all' }),
  );
  return new Map(data.map(({ day, sums }) => [day, sums]));
}
