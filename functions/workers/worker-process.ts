import { type ChildProcess, fork } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { FromWorker, ToWorker } from './messages.ts';
import { type GaveUpAt, JobError, WorkerGaveUp, WorkersBusy } from './worker-errors.ts';

/** Beyond any of these the worker is ended and its job fails. */
export interface WorkerLimits {
  /** Milliseconds for one job. */
  readonly jobMs: number;
  /** Megabytes of objects: V8's own limit. */
  readonly heapMb: number;
  /** Megabytes resident in total; Node alone takes about 50. Checked every `watchMs`, where there is `/proc`. */
  readonly residentMb: number;
}

/** One worker, with at most one job. */
export interface WorkerProcess<Job, Result> {
  work(job: Job): Promise<Result>;
  /** Ends the worker after this time unless a job comes first; keeps no process alive meanwhile. */
  rest(idleMs: number): void;
  hasEnded(): boolean;
  /** Ends it now; its job has failed. */
  end(): void;
}

const watchMs = 25;

/** For starting a process and loading its modules, on a machine that is busy. */
const startMs = 20_000;

/**
 * Starts a worker as a process, without this one's arguments and secrets. Not a thread: ending one while it
 * makes a zlib stream, or when V8 is out of memory at some places, aborts the whole process, and its memory stays with
 * the allocator. `onEnd` is called once.
 */
export function startWorker<Job, Result>(
  file: string | URL,
  limits: WorkerLimits,
  onEnd: (worker: WorkerProcess<Job, Result>) => void,
): WorkerProcess<Job, Result> {
  const child = fork(typeof file === 'string' ? file : fileURLToPath(file), {
    execArgv: [`--max-old-space-size=${limits.heapMb}`, '--max-semi-space-size=4', '--v8-pool-size=1'],
    env: environment(),
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const ready = Promise.withResolvers<void>();
  ready.promise.catch(() => {});
  let job: PromiseWithResolvers<Result> | null = null;
  let endedAt: GaveUpAt | null = null;
  let isOver = false;
  let resting: NodeJS.Timeout | undefined;

  const end = (at: GaveUpAt): void => {
    endedAt ??= at;
    child.kill('SIGKILL');
  };
  const finish = (at: GaveUpAt): void => {
    if (isOver) return;
    isOver = true;
    endedAt ??= at;
    clearTimeout(resting);
    // No job has begun, so no file is at fault.
    ready.reject(new WorkersBusy('A worker did not start'));
    job?.reject(new WorkerGaveUp(endedAt));
    onEnd(worker);
  };
  const worker: WorkerProcess<Job, Result> = {
    work: async (given) => {
      clearTimeout(resting);
      child.ref();
      child.channel?.ref();
      await within(startMs, () => end('crash'), ready.promise);
      job = Promise.withResolvers<Result>();
      const watch = setInterval(() => void watchMemory(child, { limits, end }), watchMs);
      const message: ToWorker<Job> = { job: given };
      child.send(message, (error) => {
        if (error !== null) end('crash');
      });
      try {
        return await within(limits.jobMs, () => end('time'), job.promise);
      } finally {
        clearInterval(watch);
        job = null;
      }
    },
    rest: (idleMs) => {
      child.unref();
      child.channel?.unref();
      resting = setTimeout(() => end('crash'), idleMs);
      resting.unref();
    },
    hasEnded: () => endedAt !== null,
    end: () => end('crash'),
  };
  child.on('message', (message: FromWorker<Result>) => {
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
  child.on('error', () => {
    // One that could not be started does not exit.
    if (child.pid === undefined) finish('crash');
  });
  // V8 aborts a process whose heap is full.
  child.on('exit', (_code, signal) => finish(signal === 'SIGABRT' ? 'memory' : 'crash'));
  return worker;
}

/** Where Lambda's Node finds its libraries; two arenas, since each of malloc's keeps what a file took. */
function environment(): NodeJS.ProcessEnv {
  const { LD_LIBRARY_PATH } = process.env;
  return { MALLOC_ARENA_MAX: '2', ...(LD_LIBRARY_PATH !== undefined && { LD_LIBRARY_PATH }) };
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
  { pid }: ChildProcess,
  { limits, end }: { limits: WorkerLimits; end: (at: GaveUpAt) => void },
): Promise<void> {
  // One that has ended has no status.
  const status = await readFile(`/proc/${pid}/status`, 'latin1').catch(() => '');
  const kilobytes = /^VmRSS:\s{0,20}(\d{1,12}) kB/m.exec(status)?.[1];
  if (Number(kilobytes ?? 0) > limits.residentMb * 1_024) end('memory');
}
