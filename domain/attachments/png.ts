import { crc32 } from 'node:zlib';
import { inflateWithin } from './inflate.ts';
import { type AttachmentInspection, type AttachmentLimits, refused, refusePixels } from './inspection.ts';

/** PNG (ISO/IEC 15948), section 5.2. */
export const pngSignature: readonly number[] = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** Samples a pixel by colour type, and the bit depths each may have (table 11.1). */
const colourTypes: Readonly<Record<number, { samples: number; depths: readonly number[] }>> = {
  0: { samples: 1, depths: [1, 2, 4, 8, 16] },
  2: { samples: 3, depths: [8, 16] },
  3: { samples: 1, depths: [1, 2, 4, 8] },
  4: { samples: 2, depths: [8, 16] },
  6: { samples: 4, depths: [8, 16] },
};

/** Adam7 passes: first column and row, column and row step (section 8.2). */
const adam7 = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

interface Header {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly bitsPerPixel: number;
  readonly interlaced: boolean;
}

interface Chunks {
  readonly header: Header;
  readonly imageData: readonly Uint8Array[];
  /** Zlib streams of colour profiles and compressed texts. */
  readonly asideData: readonly Uint8Array[];
}

/** An image has some hundred; hundreds of thousands of empty ones only fill memory. */
const mostChunks = 20_000;

/** All profiles and texts together, inflated. */
const asideBytes = 8_000_000;

const damaged = refused('damaged', 'is a damaged or incomplete PNG image');

/**
 * Accepts a whole, intact PNG within the pixel limit. Its image data must inflate to exactly the size in its header;
 * more is refused at that point, unread.
 */
export async function inspectPng(bytes: Uint8Array, limits: AttachmentLimits): Promise<AttachmentInspection> {
  const chunks = readChunks(bytes);
  if (chunks === null) return damaged;
  if (chunks === 'too_many') return refused('too_complex', `has more than ${mostChunks} chunks`);
  const { header, imageData, asideData } = chunks;
  const tooLarge = refusePixels(header, limits);
  if (tooLarge !== null) return tooLarge;
  const expectedBytes = imageBytes(header);
  const inflation = await inflateWithin(Buffer.concat(imageData), { maxBytes: expectedBytes });
  if (inflation.kind === 'too_far') {
    return refused('inflates_too_far', 'unfolds to more image data than its header announces');
  }
  if (!(await isSmallAside(asideData))) {
    return refused('inflates_too_far', `has profiles or texts that unfold to more than ${asideBytes} bytes`);
  }
  if (inflation.kind === 'damaged' || inflation.bytes !== expectedBytes) return damaged;
  return { kind: 'ok', contentType: 'image/png', pages: 1, widthPx: header.widthPx, heightPx: header.heightPx };
}

async function isSmallAside(asideData: readonly Uint8Array[]): Promise<boolean> {
  let left = asideBytes;
  for (const data of asideData) {
    const inflation = await inflateWithin(data, { maxBytes: left });
    if (inflation.kind === 'too_far') return false;
    left -= inflation.bytes;
  }
  return true;
}

function readChunks(bytes: Uint8Array): Chunks | 'too_many' | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let header: Header | null = null;
  const imageData: Uint8Array[] = [];
  const asideData: Uint8Array[] = [];
  let count = 0;
  let offset = pngSignature.length;
  while (offset + 12 <= bytes.length) {
    count += 1;
    if (count > mostChunks) return 'too_many';
    const length = view.getUint32(offset);
    const dataEnd = offset + 8 + length;
    if (dataEnd + 4 > bytes.length) return null;
    const type = String.fromCharCode(...bytes.subarray(offset + 4, offset + 8));
    const isCritical = ((bytes[offset + 4] ?? 0) & 0x20) === 0;
    if (isCritical && crc32(bytes.subarray(offset + 4, dataEnd)) !== view.getUint32(dataEnd)) return null;
    const data = bytes.subarray(offset + 8, dataEnd);
    if ((header === null) !== (type === 'IHDR')) return null;
    if (type === 'IHDR') header = readHeader(data);
    if (header === null) return null;
    if (type === 'IDAT') imageData.push(data);
    const aside = asideOf(type, data);
    if (aside !== null) asideData.push(aside);
    if (type === 'IEND') return imageData.length === 0 ? null : { header, imageData, asideData };
    offset = dataEnd + 4;
  }
  return null;
}

/** The zlib stream in a chunk beside the image (sections 11.3.3.3, 11.3.4.3 and 11.3.4.4); null where there is none. */
function asideOf(type: string, data: Uint8Array): Uint8Array | null {
  if (type !== 'iCCP' && type !== 'zTXt' && type !== 'iTXt') return null;
  const name = data.indexOf(0);
  if (name < 0) return null;
  if (type !== 'iTXt') return data.subarray(name + 2);
  const isCompressed = data[name + 1] === 1;
  const language = data.indexOf(0, name + 3);
  const keyword = language < 0 ? -1 : data.indexOf(0, language + 1);
  return isCompressed && keyword >= 0 ? data.subarray(keyword + 1) : null;
}

function readHeader(data: Uint8Array): Header | null {
  if (data.length !== 13) return null;
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const widthPx = view.getUint32(0);
  const heightPx = view.getUint32(4);
  const depth = view.getUint8(8);
  const colourType = colourTypes[view.getUint8(9)];
  const interlaceMethod = view.getUint8(12);
  if (widthPx === 0 || heightPx === 0 || colourType === undefined || !colourType.depths.includes(depth)) return null;
  if (view.getUint8(10) !== 0 || view.getUint8(11) !== 0 || interlaceMethod > 1) return null;
  return { widthPx, heightPx, bitsPerPixel: colourType.samples * depth, interlaced: interlaceMethod === 1 };
}

/** Bytes of the filtered rows: each row has one filter byte, and an empty pass has no rows. */
function imageBytes({ widthPx, heightPx, bitsPerPixel, interlaced }: Header): number {
  const passBytes = (columns: number, rows: number): number =>
    columns === 0 ? 0 : rows * (1 + Math.ceil((columns * bitsPerPixel) / 8));
  if (!interlaced) return passBytes(widthPx, heightPx);
  const stepsFrom = (first: number, { step, end }: { step: number; end: number }): number =>
    Math.max(0, Math.ceil((end - first) / step));
  return adam7.reduce((sum, [column, row, columnStep, rowStep]) => {
    const columns = stepsFrom(column, { step: columnStep, end: widthPx });
    return sum + passBytes(columns, stepsFrom(row, { step: rowStep, end: heightPx }));
  }, 0);
}
