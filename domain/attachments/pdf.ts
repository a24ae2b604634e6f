import { inflateWithin } from './inflate.ts';
import {
  type AttachmentInspection,
  type AttachmentLimits,
  type RefusedAttachment,
  refused,
  refusePixels,
} from './inspection.ts';
import { type PdfObject, readPackedObjects, readPdfObjects } from './pdf-objects.ts';

/** Readers look for the header in the first 1,024 bytes (ISO 32000-1, appendix H, note 13). */
const headerWindowBytes = 1024;

/** An object stream holds dictionaries only; one that is larger was made to be. */
const objectStreamBytes = 8_000_000;

/** Far above what a document within the page limit has. */
const mostStreams = 5_000;

/** A pixel of 4 channels of 16 bits: all streams together may unfold to the largest allowed image. */
const bytesPerPixel = 8;

const damaged = refused('damaged', 'is a damaged or incomplete PDF document');

/** Where `%PDF-` stands; null when the bytes are no PDF. */
export function pdfHeaderOffset(bytes: Uint8Array): number | null {
  const offset = Buffer.from(bytes.subarray(0, headerWindowBytes)).indexOf('%PDF-');
  return offset < 0 ? null : offset;
}

interface Tally {
  /** By object number, so that a page changed by an incremental update counts once. */
  readonly pages: Map<number, boolean>;
  budgetBytes: number;
  streams: number;
}

/**
 * Takes an unencrypted PDF within the page limit, whose images are within the pixel limit and whose deflated streams
 * unfold to no more than the largest allowed image. Pages are counted as objects, also those packed into object streams.
 */
export async function inspectPdf(bytes: Uint8Array, limits: AttachmentLimits): Promise<AttachmentInspection> {
  const tally: Tally = { pages: new Map(), budgetBytes: limits.imagePixels * bytesPerPixel, streams: 0 };
  for (const object of readPdfObjects(bytes)) {
    const refusal = await inspectObject(object, { tally, limits });
    if (refusal !== null) return refusal;
  }
  const pages = [...tally.pages.values()].filter((isPage) => isPage).length;
  if (pages === 0) return damaged;
  if (pages > limits.pdfPages) {
    return refused('too_many_pages', `has ${pages} pages; at most ${limits.pdfPages} are allowed`);
  }
  return { kind: 'ok', contentType: 'application/pdf', pages };
}

async function inspectObject(
  object: PdfObject,
  { tally, limits }: { tally: Tally; limits: AttachmentLimits },
): Promise<RefusedAttachment | null> {
  const { number, text, stream } = object;
  if ((number === -1 || /\/Type\s*\/XRef\b/.test(text)) && /\/Encrypt\b/.test(text)) {
    return refused('encrypted', 'is encrypted; send it without a password');
  }
  if (number >= 0) tally.pages.set(number, isPage(text));
  if (stream === null) return null;
  tally.streams += 1;
  if (tally.streams > mostStreams) {
    return refused('inflates_too_far', `has more than ${mostStreams} streams`);
  }
  return refuseImage(text, limits) ?? (await refuseStream({ text, stream }, tally));
}

const isPage = (text: string): boolean => /\/Type\s{0,32}\/Page(?![A-Za-z0-9])/.test(text);

function refuseImage(text: string, limits: AttachmentLimits): RefusedAttachment | null {
  if (!/\/Subtype\s*\/Image\b/.test(text)) return null;
  const numberOf = (pattern: RegExp): number => Number(pattern.exec(text)?.[1] ?? 0);
  return refusePixels(
    { widthPx: numberOf(/\/Width\s+(\d{1,10})/), heightPx: numberOf(/\/Height\s+(\d{1,10})/) },
    limits,
  );
}

async function refuseStream(
  { text, stream }: { text: string; stream: Uint8Array },
  tally: Tally,
): Promise<RefusedAttachment | null> {
  if (!/\/Filter\s*\[?\s*\/(FlateDecode|Fl)\b/.test(text)) return null;
  const isObjectStream = /\/Type\s*\/ObjStm\b/.test(text);
  const maxBytes = isObjectStream ? Math.min(objectStreamBytes, tally.budgetBytes) : tally.budgetBytes;
  const inflation = await inflateWithin(stream, { maxBytes, keep: isObjectStream });
  if (inflation.kind === 'too_far')
    return refused('inflates_too_far', 'unfolds to far more data than a document holds');
  tally.budgetBytes -= inflation.bytes;
  // A reader passes over a stream it cannot inflate; only a lost object stream loses pages, and then none are counted.
  if (inflation.kind === 'damaged' || inflation.data === null) return null;
  countPackedPages(Buffer.from(inflation.data).toString('latin1'), { text, tally });
  return null;
}

function countPackedPages(data: string, { text, tally }: { text: string; tally: Tally }): void {
  const first = Number(/\/First\s+(\d{1,10})/.exec(text)?.[1] ?? 0);
  for (const packed of readPackedObjects(data, first)) tally.pages.set(packed.number, isPage(packed.text));
}
