import { dayMs, dayOf } from '../../domain/usage/days.ts';
import type { CompanyId } from '../../schemas/ids.ts';
import { type EpochMs, epochMs } from '../../schemas/units.ts';
import { usageByDay } from './usage-by-day.ts';

/** Days that are looked at each night: those whose entries are still kept. */
const lookBackDays = 38;

/** Sums the days of each company that are over and that nobody has asked for, before their entries go. */
export async function sumDays(companyIds: readonly CompanyId[], nowMs: EpochMs): Promise<void> {
  const from = dayOf(epochMs(nowMs - lookBackDays * dayMs));
  const to = dayOf(epochMs(nowMs - dayMs));
  for (const companyId of companyIds) await usageByDay(companyId, { from, to, nowMs });
}
