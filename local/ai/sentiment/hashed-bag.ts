import { fnv1a } from '../text/fnv1a.ts';

interface HashedBag {
  add(feature: string): void;
  hashes(): readonly number[];
}

/** A set of features kept as 32-bit hashes. */
export function createHashedBag(): HashedBag {
  const seen = new Set<number>();
  return {
    add: (feature) => seen.add(fnv1a(feature)),
    hashes: () => [...seen],
  };
}
