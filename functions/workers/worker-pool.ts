import { WorkersBusy } from './worker-errors.ts';
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
   * so that waiting jobs hold no bytes. @throws WorkerGaveUp when it exceeds the limits,
   * WorkersBusy when too many wait, and the error of the job itself by its name
   */
  run(job: Job | (() => Promise<Job>)): Promise<Result>;
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
  const waiting: (() => void)[] = [];
  let live = 0;

  const acquire = async (): Promise<WorkerProcess<Job, Result>> => {
    for (;;) {
      const worker = idle.pop();
      if (worker !== undefined && !worker.hasEnded()) return worker;
      if (live < limits.workers) break;
      if (idle.length === 0) await new Promise<void>((resolve) => waiting.push(resolve));
    }
    live += 1;
    return startWorker(file, limits, onEnd);
  };
  const onEnd = (ended: WorkerProcess<Job, Result>): void => {
    live -= 1;
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
    run: async (job) => {
      if (waiting.length >= limits.waiting) throw new WorkersBusy(`${waiting.length} jobs wait already`);
      const worker = await acquire();
      try {
        return await worker.work(typeof job === 'function' ? await job() : job);
      } finally {
        release(worker);
      }
    },
  };
}
