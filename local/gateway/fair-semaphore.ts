import { createFairQueue } from '../fair-queue.ts';

export interface FairSemaphore {
  /** Resolves when it may run, with what must be called at its end, once. */
  acquire(key: string): Promise<() => void>;
}

/** Lets `mostAtOnce` run at once; those that wait take turns by key, first in first out within one. */
export function createFairSemaphore(mostAtOnce: number): FairSemaphore {
  const waiting = createFairQueue<() => void>();
  let runningCount = 0;
  let lastSeq = 0;

  const startNext = (): void => {
    if (runningCount >= mostAtOnce) return;
    const next = waiting.take();
    if (next === undefined) return;
    runningCount += 1;
    next.item();
  };
  const release = (): void => {
    runningCount -= 1;
    startNext();
  };
  return {
    acquire(key) {
      const { promise, resolve } = Promise.withResolvers<() => void>();
      lastSeq += 1;
      waiting.add({ key, seq: lastSeq, item: () => resolve(release) });
      startNext();
      return promise;
    },
  };
}
