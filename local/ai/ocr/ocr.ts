import { JobError, WorkerGaveUp } from '../../../functions/workers/worker-errors.ts';
import { openWorkerPool } from '../../../functions/workers/worker-pool.ts';
import { OcrFailedError, UnreadableImageError } from './ocr-errors.ts';
import type { OcrResult, OcrScript } from './ocr-result.ts';
import { placeTessdata, type Tessdata } from './tessdata.ts';

export interface Ocr {
  /**
   * Reads one image. @throws UnreadableImageError when it is none, OcrFailedError when the reader died, took too long or
   * too much, or was closed, WorkersBusy when too many wait
   */
  recognize(
    image: Uint8Array,
    options: { readonly script: OcrScript; readonly signal?: AbortSignal },
  ): Promise<OcrResult>;
  /** Ends all workers; readings in progress are refused. */
  close(): Promise<void>;
}

export interface OcrJob {
  readonly image: Uint8Array;
  readonly script: OcrScript;
  readonly tessdataFolder: string;
}

/** The reader for one caller: pages still queued when it hangs up are not read. */
export const ocrFor = (ocr: Ocr, signal: AbortSignal): Ocr => ({
  ...ocr,
  recognize: (image, options) => ocr.recognize(image, { ...options, signal }),
});

/**
 * Two give 1.7 times the speed of one on two cores. One takes up to 300 MB to read, and before that 200 to unpack 40
 * megapixels.
 */
const limits = { jobMs: 60_000, heapMb: 96, residentMb: 512, workers: 2, waiting: 60, idleMs: 10_000 } as const;

/**
 * Real OCR by tesseract.js, offline, in processes that end when they rest. Nothing is started before the first image.
 * `dataDir` keeps the language data between starts; without it a temporary folder is used.
 */
export function openOcr({ dataDir }: { readonly dataDir?: string }): Ocr {
  const workers = openWorkerPool<OcrJob, OcrResult>(new URL('read-image.worker.ts', import.meta.url), limits);
  let placing: Promise<Tessdata> | undefined;
  let isClosed = false;

  const tessdata = (): Promise<Tessdata> => {
    placing ??= placeTessdata(dataDir).catch((error: unknown) => {
      // Language data that could not be placed, as on a full disk, is tried again by the next image.
      placing = undefined;
      throw error;
    });
    return placing;
  };
  return {
    recognize: async (image, { script, signal }) => {
      if (isClosed) throw new OcrFailedError('the reader was closed');
      const { folder: tessdataFolder } = await tessdata();
      try {
        return await workers.run({ image, script, tessdataFolder }, signal);
      } catch (error) {
        if (error instanceof WorkerGaveUp)
          throw new OcrFailedError(`the reader was ended: ${error.at}`, { cause: error });
        if (error instanceof JobError && error.name === 'UnreadableImageError')
          throw new UnreadableImageError(error.message, { cause: error });
        if (signal?.aborted === true) throw new OcrFailedError('the caller has hung up', { cause: error });
        throw error;
      }
    },
    close: async () => {
      isClosed = true;
      workers.close();
      const placed = await placing?.catch(() => undefined);
      placing = undefined;
      await placed?.remove();
    },
  };
}
