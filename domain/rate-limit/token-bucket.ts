import { type EpochMs, epochMs } from '../../schemas/units.ts';

/** A token is a request. `tokens` (0–burst, thousandths) are what is left as of `refilledAtMs`. */
export interface Bucket {
  readonly tokens: number;
  readonly refilledAtMs: EpochMs;
}

export interface BucketSize {
  /** Tokens that it holds at most, 1 or more. */
  readonly burst: number;
  /** How fast it fills, above 0. */
  readonly tokensPerSecond: number;
}

type LeaseOutcome =
  | { readonly kind: 'leased'; readonly tokens: number; readonly rest: Bucket }
  /** `retryAfterMs` = until the next token is there, 1 or more. */
  | { readonly kind: 'empty'; readonly retryAfterMs: number };

/** A lease is this share of what is there: the emptier the bucket, the less lies idle in some process's hand. */
const leasedShare = 1 / 4;

export const fullBucket = ({ burst }: BucketSize, nowMs: EpochMs): Bucket => ({ tokens: burst, refilledAtMs: nowMs });

/** Milliseconds in which an empty bucket is full again. */
export const fillMs = ({ burst, tokensPerSecond }: BucketSize): number => (burst / tokensPerSecond) * 1_000;

/**
 * The bucket as it is at `nowMs`. A clock that goes back gives no tokens and takes none. A bucket from further ahead than
 * it takes to fill was written by a clock that was wrong, and goes on from now: it must not stay shut until then.
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
 * Takes tokens out for a process to spend, which cost it no call of the store: `wanted` at most and one at least, or says
 * when there will be one.
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
