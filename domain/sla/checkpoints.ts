import type { BusinessCalendar } from '../../schemas/company.ts';
import { type DurationSeconds, durationSeconds, type EpochMs } from '../../schemas/units.ts';
import { addWorkingTime } from './working-time.ts';

const minuteMs = 60_000;

/** Range of a task's TimeoutSeconds in Step Functions. */
const waitBoundsSeconds = { shortest: 1, longest: 99_999_999 } as const;

/** Most working minutes between two hand-overs, unless the SLA itself is longer: a common working week. */
const longestIntervalMinutes = 40 * 60;

export interface SlaCheckpoints {
  /** After 50 % of the SLA's working time. */
  readonly remindAtMs: EpochMs;
  /** After 80 %. */
  readonly reassignAtMs: EpochMs;
  /** After all of it. */
  readonly handoverAtMs: EpochMs;
}

/**
 * When an escalation opened at `openedAtMs` is reminded, reassigned and handed over to a manager.
 * @param options.slaMinutes working minutes until the reply, 1 or more.
 * @throws RangeError as addWorkingTime does.
 */
export function slaCheckpoints(options: {
  readonly calendar: BusinessCalendar;
  readonly openedAtMs: EpochMs;
  readonly slaMinutes: number;
}): SlaCheckpoints {
  const { calendar, openedAtMs, slaMinutes } = options;
  const after = (percent: number) => addWorkingTime(calendar, openedAtMs, (slaMinutes * minuteMs * percent) / 100);
  return { remindAtMs: after(50), reassignAtMs: after(80), handoverAtMs: after(100) };
}

/** Seconds to sleep so as to wake at `dueAtMs` or just after it, never before: whole, 1–99,999,999. */
export function waitSecondsUntil(dueAtMs: EpochMs, nowMs: EpochMs): DurationSeconds {
  const seconds = Math.ceil((dueAtMs - nowMs) / 1_000);
  return durationSeconds(Math.min(waitBoundsSeconds.longest, Math.max(waitBoundsSeconds.shortest, seconds)));
}

/**
 * When a case that was handed over at `handedOverAtMs`, and still has no reply, is handed over again.
 * The interval is the SLA, doubled with every repeated hand-over up to 40 working hours (or the SLA, if longer): in a
 * year even a company that works around the clock sees about 220 hand-overs, some 30 history events each, where Step
 * Functions ends an execution at 25,000.
 * @param repeatedHandovers repeated hand-overs so far, 0 or more.
 * @throws RangeError as addWorkingTime does.
 */
export function nextHandoverAtMs(
  calendar: BusinessCalendar,
  handedOverAtMs: EpochMs,
  { slaMinutes, repeatedHandovers }: { readonly slaMinutes: number; readonly repeatedHandovers: number },
): EpochMs {
  const longestMinutes = Math.max(slaMinutes, longestIntervalMinutes);
  return addWorkingTime(
    calendar,
    handedOverAtMs,
    Math.min(longestMinutes, slaMinutes * 2 ** repeatedHandovers) * minuteMs,
  );
}
