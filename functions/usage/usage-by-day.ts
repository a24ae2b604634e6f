import { type Day, dayOf, daysBetween, isOver } from '../../domain/usage/days.ts';
import { noUsage, sumFacts, type UsageSums } from '../../domain/usage/sum-usage.ts';
import type { CompanyId } from '../../schemas/ids.ts';
import type { EpochMs } from '../../schemas/units.ts';
import { companyCreatedAt } from '../entities/company.ts';
import { keepUsageDay, listUsageDays, listUsageEntries } from '../entities/usage.ts';

/** Days summed at a time. */
const width = 10;

/**
 * The usage of each day from `from` to `to`, both included. Days that are over are summed once and kept, whoever asks
 * first: a submission, the company, or the nightly audit.
 */
export async function usageByDay(
  companyId: CompanyId,
  { from, to, nowMs }: { from: Day; to: Day; nowMs: EpochMs },
): Promise<ReadonlyMap<Day, UsageSums>> {
  const kept = await listUsageDays(companyId, { from, to });
  const days = daysBetween(from, to);
  const sums = new Map(days.map((day) => [day, kept.get(day) ?? noUsage]));
  const missing = days.filter((day) => !kept.has(day) && day <= dayOf(nowMs));
  if (missing.length === 0) return sums;
  const createdAtMs = await companyCreatedAt(companyId);
  const open = createdAtMs === null ? [] : missing.filter((day) => day >= dayOf(createdAtMs));
  for (let at = 0; at < open.length; at += width) {
    const summed = open.slice(at, at + width).map((day) => sumDay({ companyId, day }, nowMs));
    for (const [day, sum] of await Promise.all(summed)) sums.set(day, sum);
  }
  return sums;
}

async function sumDay(key: { companyId: CompanyId; day: Day }, nowMs: EpochMs): Promise<readonly [Day, UsageSums]> {
  const sums = sumFacts(await listUsageEntries(key));
  if (isOver(key.day, nowMs)) await keepUsageDay(key, { sums, nowMs });
  return [key.day, sums];
}
