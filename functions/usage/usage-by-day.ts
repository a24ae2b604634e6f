import { type Day, dayMs, dayOf, daysBetween, isOver } from '../../domain/usage/days.ts';
import { noUsage, sumFacts, type UsageSums } from '../../domain/usage/sum-usage.ts';
import type { CompanyId } from '../../schemas/ids.ts';
import { type EpochMs, epochMs } from '../../schemas/units.ts';
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

/** Days that are looked at each night: those whose entries are still kept. */
const lookBackDays = 38;

/** Sums the days of each company that are over and that nobody has asked for, before their entries go. */
export async function sumDays(companyIds: readonly CompanyId[], nowMs: EpochMs): Promise<void> {
  const from = dayOf(epochMs(nowMs - lookBackDays * dayMs));
  const to = dayOf(epochMs(nowMs - dayMs));
  for (const companyId of companyIds) await usageByDay(companyId, { from, to, nowMs });
}
