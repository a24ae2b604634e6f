import {
  type Bucket,
  type BucketSize,
  firstLease,
  fullBucket,
  type Lease,
  leftOf,
  refilled,
  takeLease,
  tokensWanted,
} from '../../domain/rate-limit/token-bucket.ts';
import type { EpochMs } from '../../schemas/units.ts';
import { BoundedMap } from '../bounded-map.ts';
import { type AllowanceKey, findAllowance, saveAllowance } from '../entities/allowance.ts';

/** `unsettled` = processes collided too often: the request passes. `left` is as far as known here. */
type Taken =
  | { readonly kind: 'taken'; readonly left: number }
  | { readonly kind: 'empty'; readonly retryAfterMs: number }
  | { readonly kind: 'unsettled' };

/**
 * Tries at a bucket that other processes write too. After these the request passes without a token: the caller must get
 * an answer, and the company gains no more than the requests of a moment in which the others' writes were counted.
 */
const mostTries = 3;

interface Size {
  readonly size: BucketSize;
  readonly nowMs: EpochMs;
}

/** Takes one token of a company's bucket: mostly out of the process's own lease, without a call. */
export async function takeToken(key: AllowanceKey, options: Size): Promise<Taken> {
  const cached = cachedLeaseOf(key);
  const taken = spend(cached, options);
  if (taken !== null) return taken;
  // One at a time: a process must not be in its own way. A failure is of all who wait: each with a call of its own
  // would have the last of them wait out a store that hangs as often as there are others.
  const mine = cached.turn.then(async () => spend(cached, options) ?? (await lease(cached, { key, ...options })));
  const turn = mine.then(() => undefined);
  cached.turn = turn;
  turn.catch(() => {
    if (cached.turn === turn) cached.turn = Promise.resolve();
  });
  return mine;
}

/** Puts a token back into the lease in the cache: it is spent before the lease ends, or lost. */
export function giveTokenBack(key: AllowanceKey): void {
  const cached = cachedLeaseOf(key);
  if (cached.lease !== null) cached.lease = { ...cached.lease, tokens: cached.lease.tokens + 1 };
}

/** Null when the store must be asked. */
function spend(cached: CachedLease, options: Size): Taken | null {
  const { lease: held, known } = cached;
  if (held !== null && leftOf(held, options) >= 1) return spent(cached, held, options);
  if (known === null) return null;
  // Others only take from the bucket: one that is empty by local knowledge is empty.
  const outcome = takeLease(known, { ...options, wanted: firstLease });
  return outcome.kind === 'empty' ? outcome : null;
}

async function lease(cached: CachedLease, { key, ...options }: Size & { key: AllowanceKey }): Promise<Taken> {
  for (let tries = 0; tries < mostTries; tries += 1) {
    const from: Bucket | null = cached.known ?? (await findAllowance(key));
    const wanted = tokensWanted(cached.lease, options.nowMs);
    const outcome = takeLease(from ?? fullBucket(options.size, options.nowMs), { ...options, wanted });
    cached.known = from;
    if (outcome.kind === 'empty') return outcome;
    const { rest: to, tokens } = outcome;
    const isSaved = await saveAllowance(key, { from, to });
    cached.known = isSaved ? to : null;
    if (isSaved) return spent(cached, { granted: tokens, tokens, takenAtMs: options.nowMs }, options);
  }
  return { kind: 'unsettled' };
}

function spent(cached: CachedLease, held: Lease, options: Size): Taken {
  cached.lease = { ...held, tokens: held.tokens - 1 };
  const inBucket = cached.known === null ? 0 : refilled(cached.known, options).tokens;
  return { kind: 'taken', left: Math.min(options.size.burst, Math.floor(inBucket) + cached.lease.tokens) };
}

/** The lease of one bucket that this process spends. */
interface CachedLease {
  lease: Lease | null;
  /** The bucket as this process has last read or written it. */
  known: Bucket | null;
  /** Resolves when no caller in this process asks the store for this bucket; rejects when the store did not answer. */
  turn: Promise<void>;
}

/** The least recently used are dropped, each with at most a lease. */
const leaseCache = new BoundedMap<string, CachedLease>(1_000);

function cachedLeaseOf({ companyId, bucket }: AllowanceKey): CachedLease {
  const name = `${bucket} ${companyId}`;
  const known = leaseCache.get(name);
  if (known !== undefined) return known;
  const cached: CachedLease = { lease: null, known: null, turn: Promise.resolve() };
  leaseCache.set(name, cached);
  return cached;
}
