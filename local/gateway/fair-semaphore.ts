import { createFairQueue } from '../fair-queue.ts';

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
