import * as z from 'zod/mini';

/** Milliseconds since 1970-01-01T00:00:00Z. */
export const EpochMs = z.int().check(z.gte(0)).brand<'EpochMs'>();
export type EpochMs = z.infer<typeof EpochMs>;

/** Whole seconds, 0 or more. */
export const DurationSeconds = z.int().check(z.gte(0)).brand<'DurationSeconds'>();
export type DurationSeconds = z.infer<typeof DurationSeconds>;

/** A probability, confidence or normalised score, 0–1. */
export const Score01 = z.number().check(z.gte(0), z.lte(1)).brand<'Score01'>();
export type Score01 = z.infer<typeof Score01>;

/** Priority, 0 (can wait) – 100 (now). */
export const PriorityScore = z.int().check(z.gte(0), z.lte(100)).brand<'PriorityScore'>();
export type PriorityScore = z.infer<typeof PriorityScore>;

/** Quality of an answer, 1.0 (unusable) – 5.0 (as a careful agent would write it), one decimal. */
export const QualityScore = z.number().check(z.gte(1), z.lte(5)).brand<'QualityScore'>();
export type QualityScore = z.infer<typeof QualityScore>;

/** RFC 3339 in UTC, the API's form of every point in time. */
export const Timestamp = z.iso.datetime();

export const timestampOf = (atMs: EpochMs): string => new Date(atMs).toISOString();

/** Clamps to 0–1; NaN becomes 0. */
export const score01 = (value: number): Score01 =>
  Score01.parse(Number.isNaN(value) ? 0 : Math.min(1, Math.max(0, value)));

/** Rounds up to whole seconds; negative becomes 0. */
export const durationSeconds = (value: number): DurationSeconds => DurationSeconds.parse(Math.max(0, Math.ceil(value)));

/** @throws ZodError when not a whole, non-negative number. */
export const epochMs = (value: number): EpochMs => EpochMs.parse(value);
