import type { EpochMs } from '../../schemas/units.ts';

/** A day in UTC, `YYYY-MM-DD`; days compare as their text does. */
export type Day = string;

export const dayMs = 86_400_000;

export const dayOf = (atMs: EpochMs): Day => new Date(atMs).toISOString().slice(0, 10);

/** Milliseconds at which a day begins. @throws RangeError for what is no date */
const beginMs = (day: Day): number => new Date(`${day}T00:00:00.000Z`).getTime();

/** The first day of the month of `day`. */
export const monthBegin = (day: Day): Day => `${day.slice(0, 8)}01`;

/** Milliseconds at which the month of `atMs` began, and at which the next one does. */
export function monthOf(atMs: EpochMs): { fromMs: number; untilMs: number } {
  const at = new Date(atMs);
  const [year, month] = [at.getUTCFullYear(), at.getUTCMonth()];
  return { fromMs: Date.UTC(year, month, 1), untilMs: Date.UTC(year, month + 1, 1) };
}

/** Every day from `from` to `to`, both included; none when `to` is earlier. */
export function daysBetween(from: Day, to: Day): readonly Day[] {
  const count = Math.round((beginMs(to) - beginMs(from)) / dayMs) + 1;
  return Array.from({ length: Math.max(0, count) }, (_, index) =>
    new Date(beginMs(from) + index * dayMs).toISOString().slice(0, 10),
  );
}

/** How long after a day's end its entries can still be written: a task stamps an entry when it begins. */
const settleMs = 3_600_000;

/** No more entries of this day follow. */
export const isOver = (day: Day, nowMs: EpochMs): boolean => nowMs >= beginMs(day) + dayMs + settleMs;
