import { serveJobs } from '../../../functions/workers/serve-jobs.ts';
import type { OcrJob } from './ocr.ts';
import type { OcrResult } from './ocr-result.ts';
import { choosePageReading } from './page-reading.ts';
import { prepareImage } from './prepare-image.ts';
import { startTesseract, type Tesseract } from './tesseract.ts';

let tesseract: Tesseract | undefined;

serveJobs<OcrJob, OcrResult>(async ({ image, script, tessdataFolder }) => {
  const prepared = await prepareImage(image);
  try {
    tesseract ??= await startTesseract(tessdataFolder, script);
    await tesseract.setScript(script);
    const lines = await choosePageReading({ tesseract, script }, prepared);
    return { lines, widthPx: prepared.widthPx, heightPx: prepared.heightPx };
  } catch {
    // A failed run may leave the engine's memory broken: the next image gets another process.
    return process.exit(1);
  }
});
