import { WorkerGaveUp, WorkersBusy } from './worker-errors.ts';
import { startWorker, type WorkerLimits, type WorkerProcess } from './worker-process.ts';

interface PoolLimits extends WorkerLimits {
  /** Workers at one time; each holds one job. */
  readonly workers: number;
  /** Jobs that may wait for one. */
  readonly waiting: number;
  /** Milliseconds after which an idle worker is ended, which frees its memory. */
  readonly idleMs: number;
}

export interface WorkerPool<Job, Result> {
  /**
   * Performs a job in a worker that nothing else uses meanwhile. A job given as a function is built when it starts,
   * so that waiting jobs hold no bytes. @throws WorkerGaveUp when it exceeds the limits, WorkersBusy when too many wait,
   * the error of the job itself by its name, and the reason of `signal` when it is aborted before the job starts:
   * work that nobody waits for would keep the workers from what is asked for again
   */
  run(job: Job | (() => Promise<Job>), signal?: AbortSignal): Promise<Result>;
  /** Ends all workers and takes no more jobs; those under way and in line have failed. */
  close(): void;
}

/**
 * Workers for jobs on strangers' bytes: outside the calling thread, and ended at their limits. Started on first use.
 * Invariants: a worker is idle or has exactly one job, so ending it harms no other; never more than `workers` live.
 */
export function openWorkerPool<Job extends object, Result>(
  file: string | URL,
  limits: PoolLimits,
): WorkerPool<Job, Result> {
  const idle: WorkerProcess<Job, Result>[] = [];
  const living = new Set<WorkerProcess<Job, Result>>();
  const waiting: (() => void)[] = [];
  let isClosed = false;

  const acquire = async (signal?: AbortSignal): Promise<WorkerProcess<Job, Result>> => {
    for (;;) {
      if (isClosed) throw new WorkerGaveUp('crash');
      const worker = idle.pop();
      if (worker !== undefined && !worker.hasEnded()) return worker;
      if (living.size < limits.workers) break;
      if (idle.length > 0) continue;
      await turn(waiting, signal);
      if (signal?.aborted !== true) continue;
      // It had been called up: the next one is instead.
      waiting.shift()?.();
      throw signal.reason;
    }
    const started = startWorker(file, limits, onEnd);
    living.add(started);
    return started;
  };
  const onEnd = (ended: WorkerProcess<Job, Result>): void => {
    living.delete(ended);
    const at = idle.indexOf(ended);
    if (at >= 0) idle.splice(at, 1);
    waiting.shift()?.();
  };
  const release = (worker: WorkerProcess<Job, Result>): void => {
    if (worker.hasEnded()) return;
    worker.rest(limits.idleMs);
    idle.push(worker);
    waiting.shift()?.();
  };
  return {
    run: async (job, signal) => {
      signal?.throwIfAborted();
      if (waiting.length >= limits.waiting) throw new WorkersBusy(`${waiting.length} jobs wait already`);
      const worker = await acquire(signal);
      try {
        return await worker.work(typeof job === 'function' ? await job() : job);
      } finally {
        release(worker);
      }
    },
    close() {
      isClosed = true;
      for (const worker of living) worker.end();
      for (const wake of waiting.splice(0)) wake();
    },
  };
}

/** Resolves when it is this caller's turn; rejects when `signal` is aborted before. */
function turn(waiting: (() => void)[], signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const take = (): void => {
      signal?.removeEventListener('abort', leave);
      resolve();
    };
    const leave = (): void => {
      waiting.splice(waiting.indexOf(take), 1);
      reject(signal?.reason);
    };
    waiting.push(take);
    signal?.addEventListener('abort', leave, { once: true });
  });
}
