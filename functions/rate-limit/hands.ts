import type { Lease } from '../../domain/rate-limit/lease.ts';
import type { Bucket } from '../../domain/rate-limit/token-bucket.ts';
import type { AllowanceKey } from '../entities/reads/find-allowance.ts';

/** What a process holds of one bucket. */
export interface Hand {
  lease: Lease | null;
  /** The bucket as this process has last read or written it. */
  known: Bucket | null;
  /** Ends when nobody in this process asks the store for this bucket. */
  turn: Promise<void>;
}

/** Buckets that a process remembers; of one forgotten at most a lease is lost. */
const mostHands = 1_000;

const hands = new Map<string, Hand>();

/** The hand of a bucket; the one that was longest unused goes when there are too many. */
export function handOf({ companyId, bucket }: AllowanceKey): Hand {
  const name = `${bucket} ${companyId}`;
  const hand: Hand = hands.get(name) ?? { lease: null, known: null, turn: Promise.resolve() };
  hands.delete(name);
  hands.set(name, hand);
  for (const oldest of hands.keys()) {
    if (hands.size <= mostHands) break;
    hands.delete(oldest);
  }
  return hand;
}
