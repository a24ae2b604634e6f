import { Worker } from 'node:worker_threads';
import type { FromWorker, ToWorker } from './messages.ts';

/** The body of a worker: performs its jobs one at a time. It ends with the process that started it. */
export function serveJobs<Job, Result>(work: (job: Job) => Promise<Result>): void {
  if (process.send === undefined) throw new Error('This file is the body of a worker');
  const tell = (message: FromWorker<Result>): void => void process.send?.(message);
  // A terminal sends signals to all its processes; the parent decides when the worker ends.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});
  process.on('disconnect', () => process.exit());
  new Worker(watchdog(process.ppid), { eval: true, env: {}, execArgv: [] }).unref();
  process.on('message', ({ job }: ToWorker<Job>) => {
    work(job).then(
      (result) => tell({ kind: 'done', result }),
      (error: unknown) => tell({ kind: 'failed', ...namedError(error) }),
    );
  });
  tell({ kind: 'ready' });
}

/** An endless job does not notice a disconnect: this thread ends the process once it has another parent. */
const watchdog = (ppid: number): string =>
  `setInterval(() => process.ppid === ${ppid} || process.kill(process.pid, 'SIGKILL'), 1_000)`;

const namedError = (error: unknown): { name: string; message: string } =>
  error instanceof Error ? { name: error.name, message: error.message } : { name: 'Error', message: String(error) };
