import { OcrFailedError } from './ocr-errors.ts';
import type { OcrResult, OcrScript } from './ocr-result.ts';
import { choosePageReading } from './page-reading.ts';
import { type PreparedImage, prepareImage } from './prepare-image.ts';
import { placeTessdata, type Tessdata } from './tessdata.ts';
import { openWorkerPool, type WorkerPool } from './worker-pool.ts';

export interface Ocr {
  /**
   * Reads one image. Throws `UnreadableImageError` when it is none, `OcrFailedError` when the reader died or took too
   * long.
   */
  recognize(
    image: Uint8Array,
    options: { readonly script: OcrScript; readonly signal?: AbortSignal },
  ): Promise<OcrResult>;
  /** Ends all workers; readings in progress are refused. */
  close(): Promise<void>;
}

/** The reader for one caller: pages still queued when it hangs up are not read. */
export const ocrFor = (ocr: Ocr, signal: AbortSignal): Ocr => ({
  ...ocr,
  recognize: (image, options) => ocr.recognize(image, { ...options, signal }),
});

/**
 * Real OCR by tesseract.js, offline. Nothing is loaded before the first image; at most two workers run and are reused.
 * `dataDir` keeps the language data between starts; without it a temporary folder is used.
 */
export function openOcr(options: { readonly dataDir?: string }): Ocr {
  let opening: Promise<{ pool: WorkerPool; tessdata: Tessdata }> | undefined;
  let isClosed = false;
  let lastPrepared: Promise<unknown> = Promise.resolve();
  // Unpacked images are large: one at a time.
  const prepare = (image: Uint8Array): Promise<PreparedImage> => {
    const prepared = lastPrepared.then(() => prepareImage(image));
    lastPrepared = prepared.catch(() => {});
    return prepared;
  };
  const open = async (): Promise<{ pool: WorkerPool; tessdata: Tessdata }> => {
    const tessdata = await placeTessdata(options.dataDir);
    return { tessdata, pool: openWorkerPool(tessdata.folder) };
  };
  return {
    recognize: async (image, { script, signal }) => {
      if (isClosed) throw new OcrFailedError('the reader was closed');
      const prepared = await prepare(image);
      opening ??= open();
      const opened = opening;
      // Language data that could not be placed, as on a full disk, is tried again by the next image.
      opened.catch(() => {
        if (opening === opened) opening = undefined;
      });
      const { pool } = await opened;
      const lines = await pool.use({ script, ...(signal !== undefined && { signal }) }, (worker) =>
        choosePageReading(worker, prepared),
      );
      return { lines, widthPx: prepared.widthPx, heightPx: prepared.heightPx };
    },
    close: async () => {
      isClosed = true;
      const opened = await opening;
      opening = undefined;
      await opened?.pool.close();
      await opened?.tessdata.remove();
    },
  };
}
