/** The limit at which a worker was ended, or its own end. */
export type GaveUpAt = 'time' | 'memory' | 'crash';

/** A job failed: its worker was ended at a limit, which the same bytes would reach again. */
export class WorkerGaveUp extends Error {
  override readonly name = 'WorkerGaveUp';
  readonly at: GaveUpAt;

  constructor(at: GaveUpAt) {
    super(`The worker was ended: ${at}`);
    this.at = at;
  }
}

/** All workers are busy and the queue is full. The name is one that Retriers retry. */
export class WorkersBusy extends Error {
  override readonly name = 'TooManyRequestsException';
}

/** An error inside a worker, under its own name. */
export class JobError extends Error {
  override readonly name: string;

  constructor({ name, message }: { name: string; message: string }) {
    super(message);
    this.name = name;
  }
}
