/** What a worker is told. */
export interface ToWorker<Job> {
  readonly job: Job;
}

/** What it tells: `ready` once its modules are loaded, then one answer a job. */
export type FromWorker<Result> =
  | { readonly kind: 'ready' }
  | { readonly kind: 'done'; readonly result: Result }
  | { readonly kind: 'failed'; readonly name: string; readonly message: string };
