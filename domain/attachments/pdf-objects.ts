import { type Beyond, pdfLimits } from './pdf-limits.ts';
import { type PdfDictionary, type PdfValue, parseObject } from './pdf-syntax.ts';

/** One indirect object of a PDF (ISO 32000-1, 7.3.10). */
export interface PdfObject {
  /** Below 0 for a trailer, and for an object whose number cannot be read. */
  readonly number: number;
  readonly isTrailer: boolean;
  readonly value: PdfValue;
  readonly stream: StreamPlace | null;
  /** The number of values parsed for it. */
  readonly values: number;
}

/** Where a stream's data begins, and the first place of the word that ends it. */
export interface StreamPlace {
  readonly from: number;
  readonly endstream: number;
}

/**
 * The objects of a PDF in file order, found by their words and not by the cross-reference table, which may be wrong or
 * lie. Takes time in proportion to the file: objects inside others are scanned again, but no more often than
 * `pdfLimits.passes` allows. Returns the limit that ended it, null at the end of the file.
 */
export function* readPdfObjects(bytes: Uint8Array): Generator<PdfObject, Beyond | null> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const nextObject = finderOf(file, 'obj');
  const nextTrailer = finderOf(file, 'trailer');
  const endstreamAfter = finderOf(file, 'endstream');
  let lookedAt = 0;
  let unnumbered = 0;
  for (let at = 0; ; ) {
    const object = nextObject(at);
    const trailer = nextTrailer(at);
    const found = Math.min(object, trailer);
    if (found === file.length) return null;
    const isTrailer = found === trailer;
    const from = found + (isTrailer ? 'trailer' : 'obj').length;
    at = from;
    if (!isTrailer && isEndOfObject(file, found)) continue;
    const { value, end, endsInStream, values, beyond } = parseObject(file, from);
    if (beyond !== null) return beyond;
    lookedAt += end - from;
    if (lookedAt > pdfLimits.passes * file.length) return 'passes';
    const number = isTrailer ? null : numberBefore(file, found);
    if (number === null) unnumbered -= 1;
    const place = endsInStream && value.kind === 'dictionary' ? placeOf(file, end, endstreamAfter) : null;
    yield { number: number ?? unnumbered, isTrailer, value, stream: place, values };
    // A string that does not end where it seems to may hold other objects: only strings without any are skipped.
    const holdsNone = nextObject(from) >= end;
    if (place !== null && value.kind === 'dictionary' && holdsNone) at = afterStream(file, place, value.entries);
  }
}

/**
 * The objects packed into an object stream (7.5.7): `data` is its decoded content, `first` where the objects begin.
 * Ends where offsets stop rising, since objects that overlap would make a small stream endless work.
 */
export function* readPackedObjects(data: Uint8Array, first: number): Generator<PdfObject, Beyond | null> {
  const numbers = numbersIn(data.subarray(0, first));
  for (let index = 0; index + 1 < numbers.length; index += 2) {
    const [number = -1, offset = 0, , nextOffset] = numbers.slice(index, index + 4);
    const end = nextOffset === undefined ? data.length : first + nextOffset;
    if (end < first + offset) return null;
    const { value, values, beyond } = parseObject(data.subarray(first + offset, end), 0);
    if (beyond !== null) return beyond;
    yield { number, isTrailer: false, value, stream: null, values };
  }
  return null;
}

/** The next place of the word, else the length of the file. Places only grow, so each byte is read once. */
function finderOf(file: Buffer, word: string): (from: number) => number {
  let found = -1;
  return (from) => {
    if (found < from) {
      const at = file.indexOf(word, from, 'latin1');
      found = at < 0 ? file.length : at;
    }
    return found;
  };
}

const isEndOfObject = (file: Buffer, at: number): boolean =>
  file[at - 1] === 0x64 && file[at - 2] === 0x6e && file[at - 3] === 0x65;

/** The object's number, within the 48 bytes before `obj`; null where there is none. */
function numberBefore(file: Buffer, at: number): number | null {
  const header = file.toString('latin1', Math.max(0, at - 48), at);
  const number = /(\d{1,10})\s{1,16}\d{1,5}\s{0,16}$/.exec(header)?.[1];
  return number === undefined ? null : Number(number);
}

/** Data begins on the line after the word `stream`, whatever else is on it. */
function placeOf(file: Buffer, word: number, endstreamAfter: (from: number) => number): StreamPlace {
  let from = word + 'stream'.length;
  while (from < file.length && file[from] !== 10 && file[from] !== 13) from += 1;
  from += file[from] === 13 && file[from + 1] === 10 ? 2 : 1;
  return { from, endstream: endstreamAfter(from) };
}

/** The end of the data: by its length, if it ends there, else at the first word that ends a stream. */
function afterStream(file: Buffer, { from, endstream }: StreamPlace, entries: PdfDictionary): number {
  const length = entries.get('Length');
  if (length?.kind === 'number' && Number.isSafeInteger(length.value) && length.value >= 0) {
    const told = from + length.value;
    if (/^\s{0,8}endstream/.test(file.toString('latin1', told, told + 20))) return told;
  }
  return endstream === file.length ? from : endstream;
}

function numbersIn(header: Uint8Array): readonly number[] {
  const text = Buffer.from(header.buffer, header.byteOffset, header.byteLength).toString('latin1');
  return Array.from(text.matchAll(/\d{1,10}/g), ([digits]) => Number(digits));
}
