import { type Day, dayMs, dayOf, isOver, monthBegin } from '../../domain/usage/days.ts';
import { addUsage } from '../../domain/usage/sum-usage.ts';
import type { CompanyId } from '../../schemas/ids.ts';
import { type EpochMs, epochMs } from '../../schemas/units.ts';
import { BoundedMap } from '../bounded-map.ts';
import { usageByDay } from './usage-by-day.ts';
import { usageToday } from './usage-today.ts';

/** How old a count may be in a warm process, milliseconds. */
const freshMs = 60_000;

/** Of the month's days before `day`; `isFinal` once nothing more can be written of them. */
interface Before {
  readonly day: Day;
  readonly isFinal: boolean;
  readonly inquiries: number;
}

const before = new BoundedMap<CompanyId, Before>(1_000);

/** Inquiries of the company that have had their first outcome this month, as of `readAtMs`, at most a minute ago. */
export async function inquiriesThisMonth(
  companyId: CompanyId,
  nowMs: EpochMs,
): Promise<{ readonly used: number; readonly readAtMs: EpochMs }> {
  const { sums, readAtMs } = await usageToday(companyId, { nowMs, freshMs });
  return { used: (await inquiriesBefore(companyId, nowMs)) + sums.inquiries, readAtMs };
}

/**
 * Counted twice a day and process: at first, and when yesterday is over. In between, the first hour of a day, what was
 * under way at midnight can be missing; counting it again each time would read all of yesterday for every submission.
 */
async function inquiriesBefore(companyId: CompanyId, nowMs: EpochMs): Promise<number> {
  const day = dayOf(nowMs);
  const from = monthBegin(day);
  if (from === day) return 0;
  const to = dayOf(epochMs(nowMs - dayMs));
  const isFinal = isOver(to, nowMs);
  const known = before.get(companyId);
  if (known?.day === day && (known.isFinal || !isFinal)) return known.inquiries;
  const { inquiries } = addUsage([...(await usageByDay(companyId, { from, to, nowMs })).values()]);
  before.set(companyId, { day, isFinal, inquiries });
  return inquiries;
}
