import type { BusinessCalendar } from '../../schemas/company.ts';
import { type EpochMs, epochMs } from '../../schemas/units.ts';
import { firstInstantAt, zoneOffsetMs } from './zone-time.ts';

interface WallInterval {
  readonly fromMinute: number;
  readonly toMinute: number;
}

interface WorkingPeriod {
  readonly startMs: number;
  readonly endMs: number;
}

const dayMs = 86_400_000;
const minuteMs = 60_000;
/** Days in a row without working time after which a calendar counts as having none. */
const searchDays = 400;

/** Days from its beginning within which any working time must end: 1,000 years, so that every search ends. */
const farthestDays = 365_250;

/** The working time does not fit into the 1,000 years after its beginning. */
export class WorkingTimeOutOfReach extends RangeError {
  override readonly name = 'WorkingTimeOutOfReach';
}

/**
 * The earliest instant by which the company has worked `workingMs` since `fromMs`: `fromMs` itself for 0, else an
 * instant within working time or at its end.
 * @param workingMs whole milliseconds, 0 or more.
 * @throws RangeError when `workingMs` is not such a number, the time zone is unknown, or 400 days hold no working time.
 * @throws WorkingTimeOutOfReach when that instant is more than 1,000 years away.
 */
export function addWorkingTime(calendar: BusinessCalendar, fromMs: EpochMs, workingMs: number): EpochMs {
  if (!Number.isSafeInteger(workingMs) || workingMs < 0) {
    throw new RangeError(`working time is ${workingMs} ms, expected a whole number of 0 or more`);
  }
  if (workingMs === 0) return fromMs;
  let leftMs = workingMs;
  for (const { startMs, endMs } of workingPeriods(calendar, fromMs)) {
    if (leftMs <= endMs - startMs) return epochMs(startMs + leftMs);
    leftMs -= endMs - startMs;
  }
  throw neverWorks(calendar, fromMs);
}

/**
 * Working milliseconds from `fromMs` to `toMs`; 0 when `toMs` is not later.
 * @throws RangeError when the time zone is unknown or 400 days hold no working time.
 * @throws WorkingTimeOutOfReach when `toMs` is more than 1,000 years later.
 */
export function workingTimeBetween(calendar: BusinessCalendar, fromMs: EpochMs, toMs: EpochMs): number {
  if (toMs <= fromMs) return 0;
  let workedMs = 0;
  for (const { startMs, endMs } of workingPeriods(calendar, fromMs)) {
    if (endMs >= toMs) return workedMs + Math.max(0, toMs - startMs);
    workedMs += endMs - startMs;
  }
  throw neverWorks(calendar, fromMs);
}

/** Working time from `fromMs` on, in order and without overlaps; ends when 400 days in a row bring none. */
function* workingPeriods(calendar: BusinessCalendar, fromMs: EpochMs): Generator<WorkingPeriod> {
  const { timeZone } = calendar;
  const holidays = new Set<string>(calendar.holidays);
  const firstDay = Math.floor((fromMs + zoneOffsetMs(timeZone, fromMs)) / dayMs);
  let lastWorkedDay = firstDay;
  for (let day = firstDay; day - lastWorkedDay < searchDays; day++) {
    if (day - firstDay > farthestDays) throw outOfReach(calendar, fromMs);
    if (holidays.has(dateOf(day))) continue;
    for (const { fromMinute, toMinute } of intervalsOn(calendar, weekdayOf(day))) {
      const startMs = Math.max(fromMs, firstInstantAt(timeZone, day * dayMs + fromMinute * minuteMs));
      const endMs = firstInstantAt(timeZone, day * dayMs + toMinute * minuteMs);
      if (startMs >= endMs) continue;
      lastWorkedDay = day;
      yield { startMs, endMs };
    }
  }
}

/** Hours of one weekday in order, those that overlap joined so that no minute counts twice. */
function intervalsOn({ hours }: BusinessCalendar, weekday: number): readonly WallInterval[] {
  const intervals = hours
    .filter(({ day }) => day === weekday)
    .map(({ from, to }) => ({ fromMinute: minuteOf(from), toMinute: minuteOf(to) }))
    .toSorted((a, b) => a.fromMinute - b.fromMinute);
  return intervals.map(({ fromMinute, toMinute }, index) => ({
    fromMinute: Math.max(fromMinute, ...intervals.slice(0, index).map((earlier) => earlier.toMinute)),
    toMinute,
  }));
}

function minuteOf(clockTime: string): number {
  const [hours, minutes] = clockTime.split(':');
  return Number(hours) * 60 + Number(minutes);
}

/** ISO weekday of a day counted from 1970-01-01, a Thursday. */
const weekdayOf = (day: number): number => ((day + 3) % 7) + 1;

const dateOf = (day: number): string => new Date(day * dayMs).toISOString().slice(0, 10);

function neverWorks({ timeZone }: BusinessCalendar, fromMs: EpochMs): RangeError {
  const from = new Date(fromMs).toISOString();
  return new RangeError(
    `the calendar (${timeZone}) has no working time within ${searchDays} days after ${from}, expected hours outside its holidays`,
  );
}

function outOfReach({ timeZone }: BusinessCalendar, fromMs: EpochMs): WorkingTimeOutOfReach {
  const from = new Date(fromMs).toISOString();
  return new WorkingTimeOutOfReach(
    `the calendar (${timeZone}) has too little working time within ${farthestDays} days after ${from}, expected more hours`,
  );
}
