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
import { type AllowanceKey, findAllowance, saveAllowance } from '../entities/allowance.ts';
import { type Hand, handOf } from './hands.ts';

/** `unsettled` = processes got into each other's way too often: the request passes. `left` is as far as known here. */
export type Taken =
  | { readonly kind: 'taken'; readonly left: number }
  | { readonly kind: 'empty'; readonly retryAfterMs: number }
  | { readonly kind: 'unsettled' };

/**
 * Tries at a bucket that other processes write too. After these the request passes without a token: whoever asks must be
 * answered, and the company gains no more than the requests of a moment in which the others' writes were counted.
 */
const mostTries = 3;

interface Size {
  readonly size: BucketSize;
  readonly nowMs: EpochMs;
}

/** Takes one token of a company's bucket: mostly out of the process's own lease, without a call. */
export async function takeToken(key: AllowanceKey, options: Size): Promise<Taken> {
  const hand = handOf(key);
  const taken = spend(hand, options);
  if (taken !== null) return taken;
  // One at a time: a process must not be in its own way. A failure is of all who wait: each with a call of its own would
  // have the last of them wait out a store that hangs as often as there are others.
  const mine = hand.turn.then(async () => spend(hand, options) ?? (await lease(hand, { key, ...options })));
  const turn = mine.then(() => undefined);
  hand.turn = turn;
  turn.catch(() => {
    if (hand.turn === turn) hand.turn = Promise.resolve();
  });
  return mine;
}

/** Puts a token back into the hand it was taken from, where it is spent before the lease ends or lost. */
export function giveTokenBack(key: AllowanceKey): void {
  const hand = handOf(key);
  if (hand.lease !== null) hand.lease = { ...hand.lease, tokens: hand.lease.tokens + 1 };
}

/** Null when the store must be asked. */
function spend(hand: Hand, options: Size): Taken | null {
  const { lease: held, known } = hand;
  if (held !== null && leftOf(held, options) >= 1) return spent(hand, held, options);
  if (known === null) return null;
  // Others only take out of the bucket: what is empty by what is known here is empty.
  const outcome = takeLease(known, { ...options, wanted: firstLease });
  return outcome.kind === 'empty' ? outcome : null;
}

async function lease(hand: Hand, { key, ...options }: Size & { key: AllowanceKey }): Promise<Taken> {
  for (let tries = 0; tries < mostTries; tries += 1) {
    const from: Bucket | null = hand.known ?? (await findAllowance(key));
    const wanted = tokensWanted(hand.lease, options.nowMs);
    const outcome = takeLease(from ?? fullBucket(options.size, options.nowMs), { ...options, wanted });
    hand.known = from;
    if (outcome.kind === 'empty') return outcome;
    const { rest: to, tokens } = outcome;
    const isSaved = await saveAllowance(key, { from, to });
    hand.known = isSaved ? to : null;
    if (isSaved) return spent(hand, { granted: tokens, tokens, takenAtMs: options.nowMs }, options);
  }
  return { kind: 'unsettled' };
}

function spent(hand: Hand, held: Lease, options: Size): Taken {
  hand.lease = { ...held, tokens: held.tokens - 1 };
  const inBucket = hand.known === null ? 0 : refilled(hand.known, options).tokens;
  return { kind: 'taken', left: Math.min(options.size.burst, Math.floor(inBucket) + hand.lease.tokens) };
}
