import { Worker } from 'node:worker_threads';
import type { FromWorker, ToWorker } from './messages.ts';
import { type GaveUpAt, JobError, WorkerGaveUp, WorkersBusy } from './worker-errors.ts';

/** Beyond any of these the worker is ended and its job has failed. */
export interface WorkerLimits {
  /** Milliseconds for one job. */
  readonly jobMs: number;
  /** Megabytes of objects: V8's own limit. */
  readonly heapMb: number;
  /** Megabytes of bytes outside of V8's heap, which V8 does not limit: looked at every `watchMs`. */
  readonly outsideMb: number;
}

/** One worker, with at most one job. */
export interface WorkerThread<Job, Result> {
  work(job: Job): Promise<Result>;
  /** Ends the worker after this time unless there is a job before; it keeps no process alive meanwhile. */
  rest(idleMs: number): void;
  hasEnded(): boolean;
}

const watchMs = 25;

/** For starting a thread and loading its modules, on a machine that is busy. */
const startMs = 20_000;

/** Starts a worker without arguments and environment of the process: it needs no secrets. `onEnd` is called once. */
export function startWorker<Job, Result>(
  file: string | URL,
  limits: WorkerLimits,
  onEnd: (worker: WorkerThread<Job, Result>) => void,
): WorkerThread<Job, Result> {
  const worker = new Worker(file, {
    env: {},
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: limits.heapMb, maxYoungGenerationSizeMb: 8 },
  });
  const ready = Promise.withResolvers<void>();
  let job: PromiseWithResolvers<Result> | null = null;
  let endedAt: GaveUpAt | null = null;
  let resting: NodeJS.Timeout | undefined;

  const end = (at: GaveUpAt): void => {
    endedAt ??= at;
    void worker.terminate();
  };
  const thread: WorkerThread<Job, Result> = {
    work: async (given) => {
      clearTimeout(resting);
      worker.ref();
      await within(startMs, () => end('crash'), ready.promise);
      job = Promise.withResolvers<Result>();
      const watch = setInterval(() => void watchMemory(worker, { limits, end }), watchMs);
      const message: ToWorker<Job> = { job: given };
      worker.postMessage(message);
      try {
        return await within(limits.jobMs, () => end('time'), job.promise);
      } finally {
        clearInterval(watch);
        job = null;
      }
    },
    rest: (idleMs) => {
      worker.unref();
      resting = setTimeout(() => end('crash'), idleMs);
      resting.unref();
    },
    hasEnded: () => endedAt !== null,
  };
  worker.on('message', (message: FromWorker<Result>) => {
    switch (message.kind) {
      case 'ready':
        return ready.resolve();
      case 'done':
        return job?.resolve(message.result);
      case 'failed':
        return job?.reject(new JobError(message));
      default:
        return message satisfies never;
    }
  });
  worker.on('error', (error) => {
    endedAt ??= isOutOfMemory(error) ? 'memory' : 'crash';
  });
  worker.on('exit', () => {
    endedAt ??= 'crash';
    clearTimeout(resting);
    const gaveUp = new WorkerGaveUp(endedAt);
    ready.promise.catch(() => {});
    // No job has begun, so no file is at fault.
    ready.reject(new WorkersBusy('A worker did not start'));
    job?.reject(gaveUp);
    onEnd(thread);
  });
  return thread;
}

async function within<Value>(ms: number, giveUp: () => void, promise: Promise<Value>): Promise<Value> {
  const timer = setTimeout(giveUp, ms);
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
  }
}

async function watchMemory(
  worker: Worker,
  { limits, end }: { limits: WorkerLimits; end: (at: GaveUpAt) => void },
): Promise<void> {
  const statistics = await worker.getHeapStatistics().catch(() => null);
  // One that has ended has no statistics.
  if (statistics !== null && statistics.external_memory > limits.outsideMb * 1e6) end('memory');
}

const isOutOfMemory = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
