import { createFairQueue } from '../fair-queue.ts';

/** A bound that many share, none of whom can use it up for the others. */
export interface FairBound {
  /**
   * Takes `amount` for `key`; false when the bound is reached, or the key already holds `shareOfFree` times what is free.
   * A key alone gets `shareOfFree / (1 + shareOfFree)` of the bound, each further one as much of what is left, and one that
   * holds nothing is let in while anything is.
   */
  take(key: string, options: { readonly shareOfFree: number; readonly amount?: number }): boolean;
  give(key: string, amount?: number): void;
}

/** Dynamic thresholds (Choudhury and Hahne, 1998): what a key may hold shrinks with what is free, and nothing is set aside. */
export function createFairBound(most: number): FairBound {
  const heldBy = new Map<string, number>();
  let total = 0;
  return {
    take(key, { shareOfFree, amount = 1 }) {
      const held = heldBy.get(key) ?? 0;
      if (total + amount > most || held >= shareOfFree * (most - total)) return false;
      total += amount;
      heldBy.set(key, held + amount);
      return true;
    },
    give(key, amount = 1) {
      const held = (heldBy.get(key) ?? 0) - amount;
      total -= amount;
      if (held > 0) heldBy.set(key, held);
      else heldBy.delete(key);
    },
  };
}

export interface FairSemaphore {
  /** Resolves when it may run, with what must be called at its end, once. */
  acquire(key: string): Promise<() => void>;
}

/**
 * Lets `mostAtOnce` run at once, and of a key that `isShared` one; those that wait take turns by key, first in first out
 * within one.
 */
export function createFairSemaphore(
  mostAtOnce: number,
  isShared: (key: string) => boolean = () => false,
): FairSemaphore {
  const waiting = createFairQueue<() => void>();
  const running = new Map<string, number>();
  let runningCount = 0;
  let lastSeq = 0;

  const mayGo = (key: string): boolean => !running.has(key) || !isShared(key);
  /** As many as may: those that were held back while the key was shared have no other occasion. */
  const startNext = (): void => {
    while (runningCount < mostAtOnce) {
      const next = waiting.take(mayGo);
      if (next === undefined) return;
      runningCount += 1;
      running.set(next.key, (running.get(next.key) ?? 0) + 1);
      next.item();
    }
  };
  const releaseOf = (key: string) => (): void => {
    const ownCount = (running.get(key) ?? 0) - 1;
    if (ownCount > 0) running.set(key, ownCount);
    else running.delete(key);
    runningCount -= 1;
    startNext();
  };
  return {
    acquire(key) {
      const { promise, resolve } = Promise.withResolvers<() => void>();
      lastSeq += 1;
      waiting.add({ key, seq: lastSeq, item: () => resolve(releaseOf(key)) });
      startNext();
      return promise;
    },
  };
}
