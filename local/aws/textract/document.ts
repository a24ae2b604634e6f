import sharp from 'sharp';
import { WorkersBusy } from '../../../functions/workers/worker-errors.ts';
import type { Ocr } from '../../ai/ocr/ocr.ts';
import { OcrFailedError, UnreadableImageError } from '../../ai/ocr/ocr-errors.ts';
import type { OcrLine, OcrResult } from '../../ai/ocr/ocr-result.ts';
import { readPdf } from '../../ai/ocr/read-pdf.ts';
import { AwsError } from '../aws-error.ts';

/** Synchronous calls take 10 MB and images of at most 10,000 pixels a side. */
const MAX_BYTES = 10 * 1024 * 1024;
const MAX_SIDE_PX = 10_000;

/** Reads one page of Latin text. Throws what Textract would refuse the document with. */
export async function readDocument(bytes: Uint8Array, ocr: Ocr): Promise<OcrResult> {
  if (bytes.length === 0) throw new AwsError('InvalidParameterException', 'Request has invalid parameters');
  if (bytes.length > MAX_BYTES) {
    throw new AwsError(
      'DocumentTooLargeException',
      `Document has ${bytes.length} bytes; at most ${MAX_BYTES} are allowed`,
    );
  }
  try {
    const page = isPdf(bytes) ? await readOnePagePdf(bytes, ocr) : await readImage(bytes, ocr);
    return { ...page, lines: page.lines.map(keepLatin).filter((line) => line.words.length > 0) };
  } catch (error) {
    if (error instanceof UnreadableImageError) throw badDocument();
    if (error instanceof WorkersBusy) throw new AwsError('ThrottlingException', error.message);
    if (error instanceof OcrFailedError) throw new AwsError('InternalServerError', error.message, { status: 500 });
    throw error;
  }
}

async function readOnePagePdf(bytes: Uint8Array, ocr: Ocr): Promise<OcrResult> {
  const reading = await readPdf(bytes, { ocr, script: 'latin' });
  switch (reading.kind) {
    case 'page':
      return reading.page;
    case 'pages':
      throw unsupported();
    case 'unreadable':
      throw unsupported();
    default:
      return reading satisfies never;
  }
}

async function readImage(bytes: Uint8Array, ocr: Ocr): Promise<OcrResult> {
  if (!isPng(bytes) && !isJpeg(bytes)) throw unsupported();
  const { width, height } = await imageSize(bytes);
  if (width > MAX_SIDE_PX || height > MAX_SIDE_PX) throw badDocument();
  return ocr.recognize(bytes, { script: 'latin' });
}

/** From the header alone: nothing is unpacked yet. */
async function imageSize(bytes: Uint8Array): Promise<{ width: number; height: number }> {
  try {
    return await sharp(bytes, { limitInputPixels: MAX_SIDE_PX * MAX_SIDE_PX }).metadata();
  } catch (cause) {
    throw new UnreadableImageError('the image header cannot be read', { cause });
  }
}

/** A text layer may hold letters that Textract does not read; words with them are left out. */
function keepLatin(line: OcrLine): OcrLine {
  const words = line.words.filter(
    (word) => !/[^\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]/u.test(word.text),
  );
  return words.length === line.words.length ? line : { ...line, words, text: words.map((word) => word.text).join(' ') };
}

function isPdf(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 1024)).includes('%PDF-');
}

function isPng(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 8)).equals(Buffer.from('89504e470d0a1a0a', 'hex'));
}

function isJpeg(bytes: Uint8Array): boolean {
  return bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff;
}

function unsupported(): AwsError {
  return new AwsError('UnsupportedDocumentException', 'Request has unsupported document format');
}

function badDocument(): AwsError {
  return new AwsError('BadDocumentException', 'Request has a document that cannot be read');
}
