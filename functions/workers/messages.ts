/** Messages to a worker. */
export interface ToWorker<Job> {
  readonly job: Job;
}

/** Messages from a worker: `ready` once its modules are loaded, then one answer a job. */
export type FromWorker<Result> =
  | { readonly kind: 'ready' }
  | { readonly kind: 'done'; readonly result: Result }
  | { readonly kind: 'failed'; readonly name: string; readonly message: string };
