import type { EpochMs } from '../../schemas/units.ts';
import { type BucketSize, fillMs } from './token-bucket.ts';

/** Tokens that a process has taken out of a bucket and not spent yet. */
export interface Lease {
  /** With how many it began. */
  readonly granted: number;
  /** How many are left. */
  readonly tokens: number;
  readonly takenAtMs: EpochMs;
}

/**
 * For how long a lease may be spent, milliseconds. The bucket fills meanwhile as if nothing were outstanding: over any
 * time, by any number of processes, at most burst + rate × (time + this) requests pass. Two seconds let a process with
 * some requests save calls, and keep the excess at half a burst.
 */
const longestLeaseMs = 2_000;

/** What is left to be spent at `nowMs`: 0 once the lease is too old, or from a clock that was far ahead. */
export function leftOf(lease: Lease, { size, nowMs }: { size: BucketSize; nowMs: EpochMs }): number {
  const ageMs = Math.abs(nowMs - lease.takenAtMs);
  return ageMs <= Math.min(longestLeaseMs, fillMs(size)) ? lease.tokens : 0;
}

/** What a process asks for that does not know yet how many it needs. */
export const firstLease = 10;

/** Whoever spends a lease faster than this, milliseconds, asks for twice as many the next time. */
const quickMs = 500;

/**
 * Tokens to ask for when `last` is spent or over: as many as last for about half a second, so that a busy process asks
 * twice a second, and one that is not leaves few unspent. The bucket may grant fewer.
 */
export function tokensWanted(last: Lease | null, nowMs: EpochMs): number {
  if (last === null || last.tokens >= 1) return firstLease;
  const wasQuick = Math.abs(nowMs - last.takenAtMs) < quickMs;
  return Math.max(firstLease, wasQuick ? 2 * last.granted : last.granted);
}
