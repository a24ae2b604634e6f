import { type EpochMs, epochMs } from '../../schemas/units.ts';

/** A token is a request. `tokens` (0–burst, in thousandths) is the rest as of `refilledAtMs`. */
export interface Bucket {
  readonly tokens: number;
  readonly refilledAtMs: EpochMs;
}

export interface BucketSize {
  /** Tokens that it holds at most, 1 or more. */
  readonly burst: number;
  /** Tokens a second, above 0. */
  readonly tokensPerSecond: number;
}

type LeaseOutcome =
  | { readonly kind: 'leased'; readonly tokens: number; readonly rest: Bucket }
  /** `retryAfterMs` = until the next token, 1 or more. */
  | { readonly kind: 'empty'; readonly retryAfterMs: number };

/** A lease is at most this share of the bucket, so that an almost empty bucket is not idle in one process. */
const leasedShare = 1 / 4;

export const fullBucket = ({ burst }: BucketSize, nowMs: EpochMs): Bucket => ({ tokens: burst, refilledAtMs: nowMs });

/** Milliseconds in which an empty bucket fills. */
export const fillMs = ({ burst, tokensPerSecond }: BucketSize): number => (burst / tokensPerSecond) * 1_000;

/**
 * The bucket at `nowMs`. A clock that goes back gives no tokens and takes none. A bucket from further ahead than
 * it takes to fill was written by a wrong clock and continues from now, so that it does not stay empty until then.
 */
export function refilled(bucket: Bucket, { size, nowMs }: { size: BucketSize; nowMs: EpochMs }): Bucket {
  const { tokens, refilledAtMs } = bucket;
  const elapsedMs = nowMs - refilledAtMs;
  if (elapsedMs <= 0)
    return { tokens: Math.min(tokens, size.burst), refilledAtMs: -elapsedMs > fillMs(size) ? nowMs : refilledAtMs };
  return {
    tokens: Math.min(size.burst, thousandths(tokens + (elapsedMs / 1_000) * size.tokensPerSecond)),
    refilledAtMs: nowMs,
  };
}

/**
 * Takes tokens for a process to spend without calls of the store: at most `wanted`, at least one, or says
 * when there is one.
 */
export function takeLease(
  bucket: Bucket,
  { size, nowMs, wanted }: { size: BucketSize; nowMs: EpochMs; wanted: number },
): LeaseOutcome {
  const { tokens, refilledAtMs } = refilled(bucket, { size, nowMs });
  if (tokens < 1) {
    const missingMs = Math.ceil(((1 - tokens) / size.tokensPerSecond) * 1_000);
    return { kind: 'empty', retryAfterMs: Math.max(1, missingMs + Math.max(0, refilledAtMs - nowMs)) };
  }
  const leased = Math.max(1, Math.floor(Math.min(wanted, size.burst / 4, tokens * leasedShare)));
  return {
    kind: 'leased',
    tokens: leased,
    rest: { tokens: thousandths(tokens - leased), refilledAtMs: epochMs(refilledAtMs) },
  };
}

/** Rounded down, so that a bucket compares equal to itself after it was stored, and never gains. */
const thousandths = (tokens: number): number => Math.floor(tokens * 1_000 + 1e-6) / 1_000;

/** Tokens that a process has taken out of a bucket and not spent yet. */
export interface Lease {
  /** Its first number of tokens. */
  readonly granted: number;
  /** How many are left. */
  readonly tokens: number;
  readonly takenAtMs: EpochMs;
}

/**
 * How long a lease may be spent, milliseconds. Meanwhile the bucket fills as if nothing were outstanding: over any
 * time, by any number of processes, at most burst + rate × (time + this) requests pass. Two seconds let a process with
 * some requests save calls, and keep the excess at half a burst.
 */
const longestLeaseMs = 2_000;

/** The tokens left at `nowMs`: 0 when the lease is too old, or from a clock that was far ahead. */
export function leftOf(lease: Lease, { size, nowMs }: { size: BucketSize; nowMs: EpochMs }): number {
  const ageMs = Math.abs(nowMs - lease.takenAtMs);
  return ageMs <= Math.min(longestLeaseMs, fillMs(size)) ? lease.tokens : 0;
}

/** The first request of a process that does not know its need yet. */
export const firstLease = 10;

/** A lease spent faster than this (milliseconds) doubles the next request. */
const quickMs = 500;

/**
 * Tokens to request when `last` is spent or expired: enough for about half a second, so that a busy process asks
 * twice a second and an idle one leaves few unspent. The bucket may grant fewer.
 */
export function tokensWanted(last: Lease | null, nowMs: EpochMs): number {
  if (last === null || last.tokens >= 1) return firstLease;
  const wasQuick = Math.abs(nowMs - last.takenAtMs) < quickMs;
  return Math.max(firstLease, wasQuick ? 2 * last.granted : last.granted);
}
