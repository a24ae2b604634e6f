import { inflateWithin } from './inflate.ts';
import { jpegFrameSize } from './jpeg.ts';
import { countLzw, countRunLength, decodeAscii85, decodeAsciiHex, decodeRunLength } from './pdf-decoders.ts';
import { pdfLimits } from './pdf-limits.ts';

/** One filter of a stream, in the order of decoding. */
export interface Filter {
  readonly name: string;
  /** LZW's own; true unless the parameters say 0. */
  readonly earlyChange: boolean;
}

export type Decoding =
  | { readonly kind: 'decoded'; readonly bytes: number; readonly data: Uint8Array | null }
  /** An image whose codec makes pixels, not bytes; its size if the data begin with one. */
  | { readonly kind: 'image'; readonly size: { readonly widthPx: number; readonly heightPx: number } | null }
  | { readonly kind: 'damaged'; readonly bytes: number }
  | { readonly kind: 'too_far' }
  | { readonly kind: 'not_read'; readonly filter: string };

interface Bounds {
  /** Of the last filter's output. */
  readonly maxBytes: number;
  /** The bytes are wanted, not only their number. */
  readonly keep: boolean;
}

/**
 * Decodes a stream through all its filters: at most `maxBytes` together, between two of them at most
 * `pdfLimits.bytesBetweenFilters`; keeps the last one's output only on request.
 */
export async function decodeStream(
  stream: Uint8Array,
  filters: readonly Filter[],
  { maxBytes, keep }: Bounds,
): Promise<Decoding> {
  let data = stream;
  let bytes = 0;
  for (const [index, filter] of filters.entries()) {
    const isLast = index === filters.length - 1;
    const left = maxBytes - bytes;
    const between = { maxBytes: Math.min(left, pdfLimits.bytesBetweenFilters), keep: true };
    const decoding = await decode(data, filter, isLast ? { maxBytes: left, keep } : between);
    if ('bytes' in decoding) bytes += decoding.bytes;
    if (decoding.kind === 'damaged' || decoding.kind === 'decoded') {
      if (isLast || decoding.kind === 'damaged' || decoding.data === null) return { ...decoding, bytes };
      data = decoding.data;
    } else return decoding;
  }
  return { kind: 'decoded', bytes, data };
}

async function decode(data: Uint8Array, { name, earlyChange }: Filter, { maxBytes, keep }: Bounds): Promise<Decoding> {
  switch (name) {
    case 'FlateDecode':
    case 'Fl':
      return inflated(data, { maxBytes, keep });
    case 'ASCIIHexDecode':
    case 'AHx':
      return decoded(decodeAsciiHex(data), maxBytes);
    case 'ASCII85Decode':
    case 'A85':
      return decoded(decodeAscii85(data, maxBytes), maxBytes);
    case 'RunLengthDecode':
    case 'RL':
      return keep ? decoded(decodeRunLength(data, maxBytes), maxBytes) : counted(countRunLength(data), maxBytes);
    case 'LZWDecode':
    case 'LZW':
      // The bytes are never produced, so nothing can be decoded after it.
      if (keep) return { kind: 'not_read', filter: name };
      return counted(countLzw(data, { maxBytes, earlyChange }), maxBytes);
    case 'DCTDecode':
    case 'DCT':
      return { kind: 'image', size: jpegFrameSize(data) };
    case 'JPXDecode':
      return { kind: 'image', size: jpxSize(data) };
    case 'CCITTFaxDecode':
    case 'CCF':
    case 'JBIG2Decode':
      return { kind: 'image', size: null };
    default:
      // Crypt without a document key, and unknown names, leave the data as they are.
      return { kind: 'decoded', bytes: 0, data };
  }
}

async function inflated(data: Uint8Array, bounds: Bounds): Promise<Decoding> {
  const inflation = await inflateWithin(data, bounds);
  return inflation.kind === 'inflated' ? { ...inflation, kind: 'decoded' } : inflation;
}

const decoded = (data: Uint8Array | null, maxBytes: number): Decoding =>
  data === null || data.length > maxBytes ? { kind: 'too_far' } : { kind: 'decoded', bytes: data.length, data };

const counted = (bytes: number, maxBytes: number): Decoding =>
  bytes > maxBytes ? { kind: 'too_far' } : { kind: 'decoded', bytes, data: null };

/** From the SIZ segment that follows the start of a JPEG 2000 codestream (ISO/IEC 15444-1, A.5.1). */
function jpxSize(data: Uint8Array): { widthPx: number; heightPx: number } | null {
  const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  const at = bytes.indexOf(Buffer.from([0xff, 0x4f, 0xff, 0x51]));
  if (at < 0 || at + 24 > bytes.length) return null;
  const widthPx = bytes.readUInt32BE(at + 8) - bytes.readUInt32BE(at + 16);
  return { widthPx, heightPx: bytes.readUInt32BE(at + 12) - bytes.readUInt32BE(at + 20) };
}
