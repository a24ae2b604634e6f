import type { Run } from '../../schemas/ids.ts';
import { type EpochMs, epochMs } from '../../schemas/units.ts';

/**
 * By when an inquiry should have moved, each the time at which the sweeper first looks. Milliseconds.
 * A lost start is repaired by the first pass of the sweeper after that; a run that is alive is only looked at again.
 */
export const graceMs = {
  /** From the commit of a new run to its execution being there: a start takes less than a second. */
  start: 10_000,
  /** Between two looks at a run that is alive and still at work. */
  run: 5 * 60_000,
  /** From the commit of an answer to its mail being out. */
  delivery: 2 * 60_000,
  /** From an SLA checkpoint to the run having dealt with it. */
  checkpoint: 5 * 60_000,
  /** From an inquiry's becoming a tombstone to all that it held being gone; longer than a request may take. */
  erasure: 60_000,
} as const;

/** How long after its time due work is overdue; the sweeper comes every minute. Milliseconds. */
export const overdueMs = {
  /** Worth a look: a sweep was busy, or its host was. */
  late: 5 * 60_000,
  /** The sweeper does not get to it: a fault, which is logged, and a violation of the audit. */
  forgotten: 15 * 60_000,
} as const;

/** How long the one who creates or claims a notification may take to send it. */
export const claimMs = 60_000;

/** Days without a word after which an answered inquiry counts as resolved. */
export const quietDays = 7;

export const startDueAt = (nowMs: EpochMs): EpochMs => epochMs(nowMs + graceMs.start);
export const runDueAt = (nowMs: EpochMs): EpochMs => epochMs(nowMs + graceMs.run);
export const deliveryDueAt = (nowMs: EpochMs): EpochMs => epochMs(nowMs + graceMs.delivery);
export const checkpointDueAt = (dueAtMs: EpochMs): EpochMs => epochMs(dueAtMs + graceMs.checkpoint);
/** When the sweeper sees to a staff mail that nobody sent, or to the checkpoint that comes first. */
export const staffMailDueAt = (nowMs: EpochMs, checkpointAtMs: EpochMs): EpochMs =>
  epochMs(Math.min(deliveryDueAt(nowMs), checkpointDueAt(checkpointAtMs)));
export const erasureDueAt = (nowMs: EpochMs): EpochMs => epochMs(nowMs + graceMs.erasure);
export const settleDueAt = (nowMs: EpochMs): EpochMs => epochMs(nowMs + quietDays * 86_400_000);

/**
 * When a run that had gone straight to people and died all the same is replaced: 1 minute after the second run, twice as
 * long after each further one, an hour at most. What is broken for every run must not be run in a tight circle.
 */
export function replacementDueAt(nowMs: EpochMs, run: Run): EpochMs {
  const minutes = 2 ** Math.max(0, run - 2);
  return epochMs(nowMs + Math.min(60, minutes) * 60_000);
}
