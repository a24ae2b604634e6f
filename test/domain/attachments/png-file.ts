import { crc32, deflateSync } from 'node:zlib';

export interface PngParts {
  readonly widthPx: number;
  readonly heightPx: number;
  /** Filtered rows before deflation. */
  readonly rows: Uint8Array;
  readonly depth?: number;
  readonly colourType?: number;
  readonly interlace?: number;
}

export function pngFile({ widthPx, heightPx, rows, depth = 8, colourType = 0, interlace = 0 }: PngParts): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(widthPx, 0);
  header.writeUInt32BE(heightPx, 4);
  header.set([depth, colourType, 0, 0, interlace], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    pngChunk('IHDR', header),
    pngChunk('IDAT', deflateSync(rows)),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

export function pngChunk(type: string, data: Uint8Array): Buffer {
  const typed = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(typed));
  return Buffer.concat([length, typed, checksum]);
}
