import { type AttachmentInspection, type AttachmentLimits, refused, refusePixels } from './inspection.ts';

/** Start of image, and the first byte of the marker that follows (ITU-T T.81, B.1.1). */
export const jpegSignature: readonly number[] = [0xff, 0xd8, 0xff];

/** A progressive image has about ten scans; hundreds of them over a large frame only keep a decoder busy. */
const mostScans = 64;

/** Every scan passes over the whole frame: the largest image may have as many as progressive images have. */
const mostScansOfLargest = 12;

const damaged = refused('damaged', 'is a damaged or incomplete JPEG image');

interface Walk {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly scans: number;
}

/** Accepts a JPEG with one frame header, at least one scan and its end marker, within the pixel limit. */
export function inspectJpeg(bytes: Uint8Array, limits: AttachmentLimits): AttachmentInspection {
  const walk = walkMarkers(bytes);
  if (walk === null) return damaged;
  const { widthPx, heightPx, scans } = walk;
  const tooLarge = refusePixels(walk, limits);
  if (tooLarge !== null) return tooLarge;
  if (scans > mostScans) return refused('inflates_too_far', `has ${scans} scans; at most ${mostScans} are allowed`);
  if (scans * widthPx * heightPx > mostScansOfLargest * limits.imagePixels) {
    return refused('inflates_too_far', `has ${scans} scans of ${widthPx} × ${heightPx} pixels: fewer are allowed`);
  }
  return { kind: 'ok', contentType: 'image/jpeg', pages: 1, widthPx, heightPx };
}

function walkMarkers(bytes: Uint8Array): Walk | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let size: { widthPx: number; heightPx: number } | null = null;
  let scans = 0;
  let offset = 2;
  while (offset + 2 <= bytes.length) {
    if (bytes[offset] !== 0xff) return null;
    const marker = bytes[offset + 1] ?? 0;
    if (marker === 0xff) {
      offset += 1;
      continue;
    }
    if (marker === endOfImage) return size === null || scans === 0 ? null : { ...size, scans };
    const segmentEnd = endOfSegment(view, offset);
    if (segmentEnd === null) return null;
    if (isFrameHeader(marker)) {
      if (size !== null) return null;
      size = readFrameSize(view, offset);
      if (size === null) return null;
    }
    if (marker === startOfScan) scans += 1;
    offset = marker === startOfScan ? endOfEntropyData(bytes, segmentEnd) : segmentEnd;
  }
  return null;
}

/** The size in the frame header of JPEG data inside another file; null where there is none before the first scan. */
export function jpegFrameSize(bytes: Uint8Array): { widthPx: number; heightPx: number } | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let offset = bytes.indexOf(0xff) + 2;
  while (offset + 4 <= bytes.length) {
    const marker = bytes[offset + 1] ?? 0;
    if (bytes[offset] !== 0xff || marker === 0xff) {
      offset += 1;
      continue;
    }
    if (isFrameHeader(marker)) return readFrameSize(view, offset);
    if (marker === startOfScan || marker === endOfImage) return null;
    offset = endOfSegment(view, offset) ?? bytes.length;
  }
  return null;
}

const endOfImage = 0xd9;
const startOfScan = 0xda;

/** SOF0–SOF15 without DHT (C4), JPG (C8) and DAC (CC). */
const isFrameHeader = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

function endOfSegment(view: DataView, offset: number): number | null {
  if (offset + 4 > view.byteLength) return null;
  const length = view.getUint16(offset + 2);
  const end = offset + 2 + length;
  return length < 2 || end > view.byteLength ? null : end;
}

/** Null when a side is 0: a height that comes with the data (DNL) cannot be checked ahead. */
function readFrameSize(view: DataView, offset: number): { widthPx: number; heightPx: number } | null {
  if (offset + 9 > view.byteLength) return null;
  const heightPx = view.getUint16(offset + 5);
  const widthPx = view.getUint16(offset + 7);
  return widthPx === 0 || heightPx === 0 ? null : { widthPx, heightPx };
}

/** Where the next marker stands after a scan's data, in which FF00 is a byte FF and FFD0–FFD7 are restarts. */
function endOfEntropyData(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1];
    const isData = next === 0x00 || (next !== undefined && next >= 0xd0 && next <= 0xd7);
    if (!isData) return at;
  }
  return bytes.length;
}
