import type { Bucket, Lease } from '../../domain/rate-limit/token-bucket.ts';
import { BoundedMap } from '../bounded-map.ts';
import type { AllowanceKey } from '../entities/allowance.ts';

/** What a process holds of one bucket. */
export interface Hand {
  lease: Lease | null;
  /** The bucket as this process has last read or written it. */
  known: Bucket | null;
  /** Ends when nobody in this process asks the store for this bucket; rejects when the store did not answer. */
  turn: Promise<void>;
}

/** Of a bucket that is forgotten at most a lease is lost. */
const hands = new BoundedMap<string, Hand>(1_000);

export function handOf({ companyId, bucket }: AllowanceKey): Hand {
  const name = `${bucket} ${companyId}`;
  const known = hands.get(name);
  if (known !== undefined) return known;
  const hand: Hand = { lease: null, known: null, turn: Promise.resolve() };
  hands.set(name, hand);
  return hand;
}
