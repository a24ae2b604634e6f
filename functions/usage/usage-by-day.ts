import { type Day, dayMs, dayOf, daysBetween, isOver } from '../../domain/usage/days.ts';
import { addUsage, noUsage, sumFacts, type UsageSums } from '../../domain/usage/sum-usage.ts';
import type { CompanyId } from '../../schemas/ids.ts';
import { type EpochMs, epochMs } from '../../schemas/units.ts';
import { BoundedMap } from '../bounded-map.ts';
import { companyCreatedAt } from '../entities/company.ts';
import { keepUsageDay, listUsageDays, listUsageEntries } from '../entities/usage.ts';

/** Days summed at a time. */
const width = 10;

/**
 * The usage of each day from `from` to `to`, both included. Days that are over are summed once and kept, at the first
 * request of a submission, the company or the nightly audit.
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

/** Days checked each night: those whose entries still exist. */
const lookBackDays = 38;

/** Sums each company's finished days that were never requested, before their entries expire. */
export async function sumDays(companyIds: readonly CompanyId[], nowMs: EpochMs): Promise<void> {
  const from = dayOf(epochMs(nowMs - lookBackDays * dayMs));
  const to = dayOf(epochMs(nowMs - dayMs));
  for (const companyId of companyIds) await usageByDay(companyId, { from, to, nowMs });
}

/** A task has 30 s to write an entry after its stamp; entries older than this (milliseconds) are complete. */
const settledAfterMs = 120_000;

interface Today {
  readonly day: Day;
  readonly readAtMs: EpochMs;
  /** Of the entries before `settledUntilMs`. */
  readonly settled: UsageSums;
  readonly settledUntilMs: EpochMs;
  /** Of all entries. */
  readonly sums: UsageSums;
}

const readings = new BoundedMap<CompanyId, Promise<Today>>(1_000);

/**
 * The company's usage today, at most `freshMs` old. Later reads fetch only new entries: a
 * company with many inquiries costs little more than one with few.
 */
export async function usageToday(
  companyId: CompanyId,
  { nowMs, freshMs }: { nowMs: EpochMs; freshMs: number },
): Promise<{ readonly sums: UsageSums; readonly readAtMs: EpochMs }> {
  const known = readings.get(companyId);
  const last = known === undefined ? null : await known;
  if (last !== null && last.day === dayOf(nowMs) && Math.abs(nowMs - last.readAtMs) < freshMs) return last;
  // While this one waited, another may have begun to read.
  const begun = readings.get(companyId);
  if (begun !== undefined && begun !== known) return begun;
  const reading = read(companyId, { last, nowMs });
  readings.set(companyId, reading);
  try {
    return await reading;
  } catch (error) {
    readings.delete(companyId);
    throw error;
  }
}

async function read(companyId: CompanyId, { last, nowMs }: { last: Today | null; nowMs: EpochMs }): Promise<Today> {
  const day = dayOf(nowMs);
  const goesOn = last !== null && last.day === day && last.readAtMs <= nowMs;
  const before = goesOn ? last.settled : noUsage;
  const entries = await listUsageEntries({ companyId, day }, goesOn ? last.settledUntilMs : undefined);
  const settledUntilMs = epochMs(Math.max(goesOn ? last.settledUntilMs : 0, nowMs - settledAfterMs));
  return {
    day,
    readAtMs: nowMs,
    settled: addUsage([before, sumFacts(entries.filter(({ atMs }) => atMs < settledUntilMs))]),
    settledUntilMs,
    sums: addUsage([before, sumFacts(entries)]),
  };
}
