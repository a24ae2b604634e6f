import { type Bucket, type BucketSize, fullBucket, refilled } from '../../domain/rate-limit/token-bucket.ts';
import { BoundedMap } from '../../functions/bounded-map.ts';
import { epochMs } from '../../schemas/units.ts';
import type { Clock } from '../clock.ts';

/** Failures of one address before it must wait, and how fast they are forgiven. */
const allowance: BucketSize = { burst: 30, tokensPerSecond: 1 / 2 };

/** Of more addresses those that failed longest ago are forgotten: 10,000 take about 2 MB. */
const REMEMBERED_ADDRESSES = 10_000;

export interface FailedKeys {
  /** Seconds until the address may show another key that is not known to be good; 0 when it may now. */
  waitSeconds(address: string): number;
  add(address: string): void;
}

/** Counts wrong keys by address: guesses cost a call of the authorizer and a read of the table each. */
export function createFailedKeys(clock: Clock): FailedKeys {
  const buckets = new BoundedMap<string, Bucket>(REMEMBERED_ADDRESSES);
  const bucketOf = (address: string): Bucket => {
    const nowMs = epochMs(clock.now());
    const bucket = buckets.get(address);
    return bucket === undefined ? fullBucket(allowance, nowMs) : refilled(bucket, { size: allowance, nowMs });
  };
  return {
    waitSeconds: (address) => Math.ceil(Math.max(0, 1 - bucketOf(address).tokens) / allowance.tokensPerSecond),
    add(address) {
      const bucket = bucketOf(address);
      buckets.set(address, { ...bucket, tokens: Math.max(0, bucket.tokens - 1) });
    },
  };
}
