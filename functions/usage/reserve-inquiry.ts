import { planLimits } from '../../domain/plans.ts';
import { type Limit, rateLimitFields } from '../../domain/rate-limit/rate-limit-fields.ts';
import { type Day, dayMs, dayOf, isOver, monthBegin, monthOf } from '../../domain/usage/days.ts';
import { addUsage } from '../../domain/usage/sum-usage.ts';
import type { CompanyId } from '../../schemas/ids.ts';
import { type EpochMs, epochMs } from '../../schemas/units.ts';
import { BoundedMap } from '../bounded-map.ts';
import { findCompany } from '../entities/account.ts';
import type { Tenant } from '../entities/tenant.ts';
import { ProblemError } from '../middleware/problem-error.ts';
import { usageByDay, usageToday } from './usage-by-day.ts';

/** A place among the inquiries of the month. */
interface Reservation {
  /** The rest of the quota, for the answer. */
  readonly limit: Limit | null;
  /** Returns the place when the inquiry is not accepted. */
  giveBack(): void;
}

const unlimited: Reservation = { limit: null, giveBack: () => {} };

/** A client comes back within a day: plans are changed within a month. */
const longestRetryAfterSeconds = 86_400;

interface Accepted {
  readonly sinceMs: EpochMs;
  count: number;
}

/** Inquiries that this process has accepted since its last count, by company. */
const accepted = new BoundedMap<CompanyId, Accepted>(1_000);

/**
 * Reserves a place for one new inquiry before it is stored. The quota is soft: an inquiry counts by its
 * first outcome, and each process counts once a minute and adds only what it has accepted itself since; so
 * inquiries of other processes within a minute, and those without an outcome yet, come on top. Test mode has no quota.
 * @throws ProblemError quota_exceeded
 */
export async function reserveInquiry({ companyId, mode, nowMs }: Tenant & { nowMs: EpochMs }): Promise<Reservation> {
  if (mode === 'test') return unlimited;
  const settings = await findCompany(companyId, nowMs);
  if (settings === null) return unlimited;
  const quota = planLimits(settings.plan).inquiriesPerMonth;
  const { used, readAtMs } = await inquiriesThisMonth(companyId, nowMs);
  const since = acceptedSince(companyId, readAtMs);
  const { fromMs, untilMs } = monthOf(nowMs);
  const limit = {
    name: 'inquiries' as const,
    quota,
    windowSeconds: (untilMs - fromMs) / 1_000,
    left: quota - used - since.count - 1,
    resetSeconds: (untilMs - nowMs) / 1_000,
  };
  if (limit.left < 0) {
    throw new ProblemError('quota_exceeded', {
      detail: `The plan ${settings.plan} allows ${quota} inquiries a month`,
      headers: {
        'retry-after': String(Math.min(longestRetryAfterSeconds, Math.ceil(limit.resetSeconds))),
        ...rateLimitFields([limit]),
      },
    });
  }
  since.count += 1;
  return {
    limit,
    giveBack: () => {
      since.count -= 1;
    },
  };
}

/** A new count knows the outcomes until then, and starts at none. */
function acceptedSince(companyId: CompanyId, sinceMs: EpochMs): Accepted {
  const known = accepted.get(companyId);
  if (known?.sinceMs === sinceMs) return known;
  const fresh = { sinceMs, count: 0 };
  accepted.set(companyId, fresh);
  return fresh;
}

/** How old a count may be in a warm process, milliseconds. */
const freshMs = 60_000;

/** Of the month's days before `day`; `isFinal` once no entry of them can follow. */
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
 * Counted twice a day and process: at first, and when yesterday is complete. In the first hour of a day, inquiries
 * in progress at midnight can be missing; counting again each time would read all of yesterday for every submission.
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
