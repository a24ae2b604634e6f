/** The limit at which a worker was ended, or that it ended by itself. */
export type GaveUpAt = 'time' | 'memory' | 'crash';

/** A job was not done: its worker was ended at a limit. The same bytes would meet it again. */
export class WorkerGaveUp extends Error {
  override readonly name = 'WorkerGaveUp';
  readonly at: GaveUpAt;

  constructor(at: GaveUpAt) {
    super(`The worker was ended: ${at}`);
    this.at = at;
  }
}

/** All workers are at work and as many jobs wait as may; later there is room. The name is one that Retriers wait out. */
export class WorkersBusy extends Error {
  override readonly name = 'TooManyRequestsException';
}

/** What failed inside a worker, under the name it has there. */
export class JobError extends Error {
  override readonly name: string;

  constructor({ name, message }: { name: string; message: string }) {
    super(message);
    this.name = name;
  }
}
