import sharp from 'sharp';
import { extractImages, extractTextItems, getDocumentProxy, type StructuredTextItem } from 'unpdf';
import { serveJobs } from '../../../functions/workers/serve-jobs.ts';
import type { OcrLine, OcrResult } from './ocr-result.ts';
import { MAX_READ_PIXELS } from './prepare-image.ts';
import type { PdfContent, PdfJob } from './read-pdf.ts';

/** The text layer is the author's own text; the figure replaces a measured confidence. */
const TEXT_LAYER_CONFIDENCE = 99;
/** Smaller pictures are logos and rules, not scanned text. */
const MIN_SCAN_SIDE_PX = 200;
const MAX_IMAGES = 4;
/** A small file can claim a huge picture; the parser drops those beyond this instead of unpacking them. */
const MAX_IMAGE_PIXELS = 40_000_000;

type PdfDocument = Awaited<ReturnType<typeof getDocumentProxy>>;

serveJobs<PdfJob, PdfContent>(async ({ bytes }) => {
  const pdf = await openPdf(bytes);
  if (pdf === undefined) return { kind: 'unreadable' };
  try {
    if (pdf.numPages !== 1) return { kind: 'pages', pageCount: pdf.numPages };
    const page = await readTextLayer(pdf);
    return page.lines.length > 0 ? { kind: 'text', page } : { kind: 'scan', images: await scannedImages(pdf) };
  } finally {
    await pdf.loadingTask.destroy();
  }
});

/** `undefined` when the file is broken or asks for a password. */
async function openPdf(bytes: Uint8Array): Promise<PdfDocument | undefined> {
  try {
    // The parser takes the buffer over; the caller keeps its own.
    return await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0, maxImageSize: MAX_IMAGE_PIXELS });
  } catch (error) {
    const names = [
      'InvalidPDFException',
      'PasswordException',
      'FormatError',
      'UnknownErrorException',
      'MissingPDFException',
    ];
    if (error instanceof Error && names.includes(error.name)) return undefined;
    throw error;
  }
}

async function readTextLayer(pdf: PdfDocument): Promise<OcrResult> {
  const page = await pdf.getPage(1);
  const { width, height } = page.getViewport({ scale: 1 });
  const { items } = await extractTextItems(pdf);
  const lines: OcrLine[] = [];
  for (const row of rowsOf(items[0] ?? [])) {
    const words = row.flatMap((item) => wordsOf(item, height));
    if (words.length > 0) lines.push(lineOf(words));
  }
  return { lines, widthPx: width, heightPx: height };
}

/** Text items joined to rows where the file marks a line end or the baseline moves. */
function rowsOf(items: readonly StructuredTextItem[]): readonly (readonly StructuredTextItem[])[] {
  const rows: StructuredTextItem[][] = [];
  let isRowOpen = false;
  for (const item of items) {
    const row = rows.at(-1);
    const last = row?.at(-1);
    const isSameBaseline = last !== undefined && Math.abs(last.y - item.y) < Math.max(last.height, item.height, 1) / 2;
    if (row !== undefined && isRowOpen && isSameBaseline) row.push(item);
    else rows.push([item]);
    isRowOpen = !item.hasEOL;
  }
  return rows;
}

/** Splits an item at spaces; a word's place is its share of the item's width. PDF's origin is at the bottom left. */
function wordsOf(item: StructuredTextItem, pageHeight: number): readonly OcrLine[] {
  const unit = item.width / Math.max(1, item.str.length);
  return [...item.str.matchAll(/\S+/gu)].map((match) => {
    const height = item.height || item.fontSize;
    const box = {
      left: item.x + match.index * unit,
      top: pageHeight - item.y - height,
      width: match[0].length * unit,
      height,
    };
    return { text: match[0], confidence: TEXT_LAYER_CONFIDENCE, box, words: [] };
  });
}

function lineOf(words: readonly OcrLine[]): OcrLine {
  const left = Math.min(...words.map((word) => word.box.left));
  const top = Math.min(...words.map((word) => word.box.top));
  const right = Math.max(...words.map((word) => word.box.left + word.box.width));
  const bottom = Math.max(...words.map((word) => word.box.top + word.box.height));
  const box = { left, top, width: right - left, height: bottom - top };
  return { text: words.map((word) => word.text).join(' '), confidence: TEXT_LAYER_CONFIDENCE, box, words };
}

/** A scanned page is one image that fills it. It comes no larger than it is read, and grey, so that little passes on. */
async function scannedImages(pdf: PdfDocument): Promise<readonly Uint8Array[]> {
  const images = (await extractImages(pdf, 1)).filter(
    (image) => Math.min(image.width, image.height) >= MIN_SCAN_SIDE_PX,
  );
  const pngs: Uint8Array[] = [];
  for (const { data, width, height, channels } of images.slice(0, MAX_IMAGES)) {
    const scale = Math.min(1, Math.sqrt(MAX_READ_PIXELS / (width * height)));
    const image = sharp(data, { raw: { width, height, channels } }).flatten({ background: '#ffffff' }).greyscale();
    const png = image.resize({ width: Math.max(1, Math.floor(width * scale)) }).png({ compressionLevel: 1 });
    pngs.push(await png.toBuffer());
  }
  return pngs;
}
