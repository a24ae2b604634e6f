import { parentPort } from 'node:worker_threads';
import type { FromWorker, ToWorker } from './messages.ts';

/** The body of a worker: does the jobs that it is sent, one at a time. */
export function serveJobs<Job, Result>(work: (job: Job) => Promise<Result>): void {
  if (parentPort === null) throw new Error('This file is the body of a worker');
  const port = parentPort;
  const tell = (message: FromWorker<Result>): void => port.postMessage(message);
  port.on('message', ({ job }: ToWorker<Job>) => {
    work(job).then(
      (result) => tell({ kind: 'done', result }),
      (error: unknown) => tell({ kind: 'failed', ...namedError(error) }),
    );
  });
  tell({ kind: 'ready' });
}

const namedError = (error: unknown): { name: string; message: string } =>
  error instanceof Error ? { name: error.name, message: error.message } : { name: 'Error', message: String(error) };
