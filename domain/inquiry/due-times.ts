import type { Run } from '../../schemas/ids.ts';
import { type EpochMs, epochMs } from '../../schemas/units.ts';

/**
 * Deadlines of an inquiry's progress, each the time at which the sweeper first looks. Milliseconds.
 * The sweeper's first pass after it repairs a lost start; a live run is only checked again.
 */
export const graceMs = {
  /** From the commit of a new run to its execution: a start takes less than a second. */
  start: 10_000,
  /** Between two checks of a live run. */
  run: 5 * 60_000,
  /** From the commit of an answer to its sent mail. */
  delivery: 2 * 60_000,
  /** From an SLA checkpoint to the run's step. */
  checkpoint: 5 * 60_000,
  /** From a tombstone to the end of its wipe; longer than a request may take. */
  erasure: 60_000,
} as const;

/** How late due work is overdue; the sweeper runs every minute. Milliseconds. */
export const overdueMs = {
  /** A warning: a sweep or its host was busy. */
  late: 5 * 60_000,
  /** The sweeper does not reach it: a logged fault and a violation of the audit. */
  forgotten: 15 * 60_000,
} as const;

/** How long the creator or claimant of a notification has to send it. */
export const claimMs = 60_000;

/** Days without a word after which an answered inquiry counts as resolved. */
export const quietDays = 7;

export const startDueAt = (nowMs: EpochMs): EpochMs => epochMs(nowMs + graceMs.start);
export const runDueAt = (nowMs: EpochMs): EpochMs => epochMs(nowMs + graceMs.run);
export const deliveryDueAt = (nowMs: EpochMs): EpochMs => epochMs(nowMs + graceMs.delivery);
export const checkpointDueAt = (dueAtMs: EpochMs): EpochMs => epochMs(dueAtMs + graceMs.checkpoint);
/** When the sweeper next checks: for an unsent staff mail, or for the next checkpoint, whichever comes first. */
export const staffMailDueAt = (nowMs: EpochMs, checkpointAtMs: EpochMs): EpochMs =>
  epochMs(Math.min(deliveryDueAt(nowMs), checkpointDueAt(checkpointAtMs)));
export const erasureDueAt = (nowMs: EpochMs): EpochMs => epochMs(nowMs + graceMs.erasure);
export const settleDueAt = (nowMs: EpochMs): EpochMs => epochMs(nowMs + quietDays * 86_400_000);

/**
 * When a run that went straight to people and still died is replaced: 1 minute after the second run, twice as
 * long after each further one, an hour at most, so that a fault of every run does not loop tightly.
 */
export function replacementDueAt(nowMs: EpochMs, run: Run): EpochMs {
  const minutes = 2 ** Math.max(0, run - 2);
  return epochMs(nowMs + Math.min(60, minutes) * 60_000);
}
