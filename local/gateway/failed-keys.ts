import { hash } from 'node:crypto';
import { type Bucket, type BucketSize, fullBucket, refilled } from '../../domain/rate-limit/token-bucket.ts';
import { BoundedMap } from '../../functions/bounded-map.ts';
import { epochMs } from '../../schemas/units.ts';
import type { Clock } from '../clock.ts';

/** Failures of one address before it must wait, and how fast they are forgiven. */
const allowance: BucketSize = { burst: 30, tokensPerSecond: 1 / 2 };

/** The same of keys that have waited and come again. */
const patientAllowance: BucketSize = { burst: 10, tokensPerSecond: 2 };

/** A key that returns after this has waited as requested, within a second. */
const leastPauseMs = 1_000;

/** Of more addresses those that failed longest ago are forgotten: 10,000 take about 2 MB. */
const REMEMBERED_ADDRESSES = 10_000;
const REMEMBERED_KEYS = 10_000;

export interface FailedKeys {
  /** Seconds until the address may show this key, which is not known to be good; 0 when it may now. */
  waitSeconds(address: string, key: string): number;
  add(address: string, key: string): void;
}

/**
 * Counts wrong keys by address: guesses cost a call of the authorizer and a read of the table each. Beside them a key
 * is still looked up at its second request, which a client makes after waiting and guesses do not: a caller that shares
 * an address with a guesser waits once and is not shut out.
 */
export function createFailedKeys(clock: Clock): FailedKeys {
  const first = new BoundedMap<string, Bucket>(REMEMBERED_ADDRESSES);
  const patient = new BoundedMap<string, Bucket>(REMEMBERED_ADDRESSES);
  /** By digest: when a key was first told to wait, or that it was looked up and is wrong. */
  const seen = new BoundedMap<string, { readonly toldAtMs: number } | 'wrong'>(REMEMBERED_KEYS);

  const bucketOf = (buckets: BoundedMap<string, Bucket>, size: BucketSize, address: string): Bucket => {
    const nowMs = epochMs(clock.now());
    const bucket = buckets.get(address);
    return bucket === undefined ? fullBucket(size, nowMs) : refilled(bucket, { size, nowMs });
  };
  const secondsUntilToken = ({ tokens }: Bucket, { tokensPerSecond }: BucketSize): number =>
    Math.ceil(Math.max(0, 1 - tokens) / tokensPerSecond);
  const digestOf = (key: string): string => hash('sha256', key, 'base64');

  return {
    waitSeconds(address, key) {
      const seconds = secondsUntilToken(bucketOf(first, allowance, address), allowance);
      if (seconds === 0) return 0;
      const digest = digestOf(key);
      const earlier = seen.get(digest);
      if (earlier === undefined) seen.set(digest, { toldAtMs: clock.now() });
      if (earlier === undefined || earlier === 'wrong' || clock.now() - earlier.toldAtMs < leastPauseMs) return seconds;
      return secondsUntilToken(bucketOf(patient, patientAllowance, address), patientAllowance);
    },
    add(address, key) {
      seen.set(digestOf(key), 'wrong');
      const bucket = bucketOf(first, allowance, address);
      if (bucket.tokens >= 1) {
        first.set(address, { ...bucket, tokens: bucket.tokens - 1 });
        return;
      }
      const patientBucket = bucketOf(patient, patientAllowance, address);
      patient.set(address, { ...patientBucket, tokens: Math.max(0, patientBucket.tokens - 1) });
    },
  };
}
