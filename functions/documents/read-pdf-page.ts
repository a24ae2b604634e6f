import { openWorkerPool } from '../workers/worker-pool.ts';

export interface PdfPageJob {
  readonly pdf: Uint8Array;
  /** From 1. */
  readonly page: number;
}

/** A page's text layer; without one, the page as a PDF for OCR. */
export type PdfPage =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'scan'; readonly document: Uint8Array };

/** PDF.js takes about 90 MB with Node, and less than a second for an accepted file. */
const workers = openWorkerPool<PdfPageJob, PdfPage>(new URL('read-pdf-page.worker.ts', import.meta.url), {
  ...{ jobMs: 15_000, heapMb: 96, residentMb: 224 },
  ...{ workers: 1, waiting: 60, idleMs: 10_000 },
});

/**
 * Reads one page of a PDF in a worker, which fetches the file when it starts the job, so that few are in memory.
 * @throws JobError for a file that cannot be read, WorkerGaveUp for one beyond the worker's limits, WorkersBusy
 */
export const readPdfPage = (fetchPdf: () => Promise<Uint8Array>, page: number): Promise<PdfPage> =>
  workers.run(async () => ({ pdf: await fetchPdf(), page }));
