import { JobError, WorkerGaveUp } from '../../../functions/workers/worker-errors.ts';
import { openWorkerPool } from '../../../functions/workers/worker-pool.ts';
import type { Ocr } from './ocr.ts';
import type { OcrResult, OcrScript } from './ocr-result.ts';

export type PdfReading =
  | { readonly kind: 'page'; readonly page: OcrResult }
  | { readonly kind: 'pages'; readonly pageCount: number }
  | { readonly kind: 'unreadable' };

export interface PdfJob {
  readonly bytes: Uint8Array;
}

/** A worker's result for a PDF: words of its text layer, or the pictures of a scanned page as PNG. */
export type PdfContent =
  | { readonly kind: 'text'; readonly page: OcrResult }
  | { readonly kind: 'scan'; readonly images: readonly Uint8Array[] }
  | Exclude<PdfReading, { readonly kind: 'page' }>;

/** A scan of 40 megapixels in colour takes 120 MB before it is a PNG, and 350 to 450 MB with what reads it. */
const workers = openWorkerPool<PdfJob, PdfContent>(new URL('read-pdf.worker.ts', import.meta.url), {
  ...{ jobMs: 15_000, heapMb: 96, residentMb: 512 },
  ...{ workers: 1, waiting: 30, idleMs: 10_000 },
});

/**
 * Reads a one-page PDF: its text layer where it has one, else OCR of the images on the page. What cannot be read within
 * the limits of a worker is unreadable. @throws WorkersBusy
 */
export async function readPdf(
  bytes: Uint8Array,
  options: { readonly ocr: Ocr; readonly script: OcrScript },
): Promise<PdfReading> {
  const content = await contentOf(bytes);
  switch (content.kind) {
    case 'text':
      return { kind: 'page', page: content.page };
    case 'scan':
      return { kind: 'page', page: await readImages(content.images, options) };
    case 'pages':
    case 'unreadable':
      return content;
    default:
      return content satisfies never;
  }
}

async function contentOf(bytes: Uint8Array): Promise<PdfContent> {
  try {
    return await workers.run({ bytes });
  } catch (error) {
    if (error instanceof WorkerGaveUp || error instanceof JobError) return { kind: 'unreadable' };
    throw error;
  }
}

/** Boxes are relative to the largest image. */
async function readImages(
  images: readonly Uint8Array[],
  { ocr, script }: { readonly ocr: Ocr; readonly script: OcrScript },
): Promise<OcrResult> {
  const pages: OcrResult[] = [];
  for (const image of images) pages.push(await ocr.recognize(image, { script }));
  const largest = pages.toSorted((a, b) => b.widthPx * b.heightPx - a.widthPx * a.heightPx)[0];
  return {
    lines: pages.flatMap((page) => page.lines),
    widthPx: largest?.widthPx ?? 1,
    heightPx: largest?.heightPx ?? 1,
  };
}
