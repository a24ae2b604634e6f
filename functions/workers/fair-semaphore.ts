import { createFairQueue } from '../../domain/work/fair-queue.ts';
import { WorkersBusy } from './worker-errors.ts';

export interface FairSemaphore {
  /**
   * Resolves when it may run, with what must be called at its end, once. @throws WorkersBusy when too many wait, or when
   * it has waited too long
   */
  acquire(key: string): Promise<() => void>;
}

interface SemaphoreOptions {
  readonly mostAtOnce: number;
  /** Of one key; default as many as at all. Asked at each start. */
  readonly mostOf?: (key: string) => number;
  /** Default no bound. Of one key no more wait than it leaves places free. */
  readonly mostWaiting?: number;
  /** Milliseconds in real time; default for ever. */
  readonly mostWaitMs?: number;
}

interface Waiter {
  hasLeft: boolean;
  readonly start: () => void;
}

/** Lets `mostAtOnce` run at once; those that wait take turns by key, first in first out within one. */
export function createFairSemaphore(options: SemaphoreOptions): FairSemaphore {
  const { mostAtOnce, mostOf = () => mostAtOnce, mostWaiting = Number.POSITIVE_INFINITY, mostWaitMs } = options;
  const waiting = createFairQueue<Waiter>();
  const running = new Map<string, number>();
  let runningCount = 0;
  let lastSeq = 0;

  const mayGo = (key: string): boolean => (running.get(key) ?? 0) < mostOf(key);
  /** As many as may: those that `mostOf` held back have no other occasion. */
  const startNext = (): void => {
    while (runningCount < mostAtOnce) {
      const next = waiting.take(mayGo);
      if (next === undefined) return;
      if (next.item.hasLeft) continue;
      runningCount += 1;
      running.set(next.key, (running.get(next.key) ?? 0) + 1);
      next.item.start();
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
      const { promise, resolve, reject } = Promise.withResolvers<() => void>();
      const hasPlace = waiting.sizeOf(key) < mostWaiting - waiting.size;
      if (!hasPlace) return Promise.reject(new WorkersBusy(`${waiting.size} wait already`));
      const waiter: Waiter = {
        hasLeft: false,
        start() {
          clearTimeout(timer);
          resolve(releaseOf(key));
        },
      };
      const leave = (): void => {
        waiter.hasLeft = true;
        reject(new WorkersBusy(`No turn within ${mostWaitMs} ms`));
      };
      const timer = mostWaitMs === undefined ? undefined : setTimeout(leave, mostWaitMs);
      lastSeq += 1;
      waiting.add({ key, seq: lastSeq, item: waiter });
      startNext();
      return promise;
    },
  };
}
