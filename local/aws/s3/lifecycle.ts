import type { ObjectStore } from './object-store.ts';

export interface Expiry {
  readonly prefix: string;
  readonly afterSeconds: number;
}

/** More go at each call than come between two, so that none pile up. */
const mostAtOnce = 10;

/** Removes what lies under the prefixes for longer than it may, as S3's lifecycle rules do in their own time. */
export async function expire(
  store: ObjectStore,
  { bucket, expiries, nowMs }: { bucket: string; expiries: readonly Expiry[]; nowMs: number },
): Promise<void> {
  for (const { prefix, afterSeconds } of expiries) {
    const page = { prefix, beforeMs: nowMs - afterSeconds * 1000, limit: mostAtOnce };
    for (const key of store.olderThan(bucket, page)) await store.remove(bucket, key);
  }
}
