import { OcrFailedError } from './ocr-errors.ts';
import type { OcrScript } from './ocr-result.ts';
import { type OcrWorker, startOcrWorker } from './worker.ts';

export interface WorkerPool {
  /**
   * Runs the job on an idle worker of that script, waiting in line while all are busy. A caller that has hung up by
   * `signal` leaves the queue: abandoned work would keep the workers from repeated requests.
   */
  use<T>(call: { script: OcrScript; signal?: AbortSignal }, job: (worker: OcrWorker) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** Each worker holds up to 300 MB; two give 1.7 times the speed of one on two cores. */
const MAX_WORKERS = 2;

/** Invariant: `busy` + idle workers never exceed MAX_WORKERS, and a worker is either idle or with exactly one job. */
export function openWorkerPool(tessdataFolder: string): WorkerPool {
  const idle: OcrWorker[] = [];
  const all = new Set<OcrWorker>();
  const waiting: (() => void)[] = [];
  let busy = 0;
  let isClosed = false;

  const acquire = async (script: OcrScript): Promise<OcrWorker> => {
    const fitting = idle.findIndex((worker) => worker.script === script);
    if (fitting >= 0) return takeIdle(fitting);
    if (busy - 1 + idle.length < MAX_WORKERS) {
      const started = await startOcrWorker(tessdataFolder, script);
      all.add(started);
      return started;
    }
    const other = takeIdle(0);
    await other.setScript(script);
    return other;
  };
  const takeIdle = (index: number): OcrWorker => {
    const [worker] = idle.splice(index, 1);
    if (worker === undefined) throw new OcrFailedError('no idle reader');
    return worker;
  };
  const release = (worker: OcrWorker | undefined): void => {
    busy -= 1;
    if (worker?.isAlive() === true) idle.push(worker);
    else if (worker !== undefined) all.delete(worker);
    for (const dead of idle.filter((candidate) => !candidate.isAlive())) idle.splice(idle.indexOf(dead), 1);
    waiting.shift()?.();
  };
  return {
    use: async ({ script, signal }, job) => {
      if (busy >= MAX_WORKERS) await inLine(waiting, signal);
      if (isClosed) throw new OcrFailedError('the reader was closed');
      if (signal?.aborted === true) throw new OcrFailedError('the caller has hung up');
      busy += 1;
      let worker: OcrWorker | undefined;
      try {
        worker = await acquire(script);
        return await job(worker);
      } finally {
        release(worker);
      }
    },
    close: async () => {
      isClosed = true;
      for (const wake of waiting.splice(0)) wake();
      await Promise.all([...all].map((worker) => worker.end('the reader was closed')));
    },
  };
}

/** Resolves when it is this caller's turn. @throws OcrFailedError when the caller has hung up before */
function inLine(waiting: (() => void)[], signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const take = (): void => {
      signal?.removeEventListener('abort', leave);
      resolve();
    };
    const leave = (): void => {
      waiting.splice(waiting.indexOf(take), 1);
      reject(new OcrFailedError('the caller has hung up'));
    };
    waiting.push(take);
    signal?.addEventListener('abort', leave, { once: true });
  });
}
