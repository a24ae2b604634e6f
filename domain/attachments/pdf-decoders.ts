/**
 * Decoders of PDF stream filters (ISO 32000-1, 7.4) that no library offers alone. Each reads its data once, ends at
 * the filter's own end of data and ignores the rest.
 */

/** ASCIIHexDecode: at most half as many bytes; ends at `>`. */
export function decodeAsciiHex(data: Uint8Array): Uint8Array {
  const text = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  const end = text.indexOf('>');
  const digits = text.toString('latin1', 0, end < 0 ? text.length : end).replace(/[^0-9A-Fa-f]/g, '');
  return Buffer.from(digits.length % 2 === 0 ? digits : `${digits}0`, 'hex');
}

/** ASCII85Decode up to `maxBytes`; null beyond, which takes many `z`. Ends at `~`. */
export function decodeAscii85(data: Uint8Array, maxBytes: number): Uint8Array | null {
  let zeros = 0;
  for (const byte of data) if (byte === 0x7a) zeros += 1;
  const most = zeros * 4 + Math.ceil((data.length - zeros) * 0.8) + 4;
  if (most > maxBytes) return null;
  const out = new Uint8Array(most);
  let length = 0;
  let value = 0;
  let digits = 0;
  const emit = (bytes: number): void => {
    for (let index = 0; index < bytes; index += 1) out[length + index] = value >>> (24 - 8 * index);
    length += bytes;
    value = 0;
    digits = 0;
  };
  for (const byte of data) {
    if (byte === 0x7e) break;
    if (byte === 0x7a && digits === 0) emit(4);
    if (byte < 0x21 || byte > 0x75) continue;
    value = (Math.imul(value, 85) + byte - 0x21) >>> 0;
    digits += 1;
    if (digits === 5) emit(4);
  }
  const rest = digits - 1;
  while (digits > 0 && digits < 5) {
    value = (Math.imul(value, 85) + 84) >>> 0;
    digits += 1;
  }
  if (rest > 0) emit(rest);
  return out.subarray(0, length);
}

/** RunLengthDecode up to `maxBytes`; null beyond. Ends at 128. */
export function decodeRunLength(data: Uint8Array, maxBytes: number): Uint8Array | null {
  const length = countRunLength(data);
  if (length > maxBytes) return null;
  const out = new Uint8Array(length);
  let to = 0;
  for (const { at, control } of runsOf(data)) {
    if (control < 128) out.set(data.subarray(at + 1, at + 2 + control), to);
    else out.fill(data[at + 1] ?? 0, to, to + 257 - control);
    to += lengthOfRun(control);
  }
  return out;
}

/** The number of bytes that RunLengthDecode makes of the data. */
export function countRunLength(data: Uint8Array): number {
  let length = 0;
  for (const { control } of runsOf(data)) length += lengthOfRun(control);
  return length;
}

function* runsOf(data: Uint8Array): Generator<{ at: number; control: number }> {
  for (let at = 0; at < data.length; ) {
    const control = data[at] ?? 128;
    if (control === 128) return;
    yield { at, control };
    at += control < 128 ? control + 2 : 2;
  }
}

const lengthOfRun = (control: number): number => (control < 128 ? control + 1 : 257 - control);

const [clearTable, endOfData, firstFree, mostCodes] = [256, 257, 258, 4096];

/** The number of bytes that LZWDecode makes of the data; keeps only each code's length. Ends above `maxBytes`. */
export function countLzw(
  data: Uint8Array,
  { maxBytes, earlyChange }: { maxBytes: number; earlyChange: boolean },
): number {
  const lengths = new Uint32Array(mostCodes).fill(1, 0, clearTable);
  let next = firstFree;
  let width = 9;
  let bits = 0;
  let held = 0;
  let previous = 0;
  let bytes = 0;
  for (const byte of data) {
    held = ((held << 8) | byte) & 0xffffff;
    bits += 8;
    if (bits < width) continue;
    bits -= width;
    const read = (held >>> bits) & ((1 << width) - 1);
    if (read === endOfData) return bytes;
    if (read === clearTable) {
      next = firstFree;
      width = 9;
      previous = 0;
      continue;
    }
    // A code that is not in the table yet repeats the previous one and its first byte.
    const length = read < next ? (lengths[read] ?? 0) : previous + 1;
    if (previous > 0 && next < mostCodes) {
      lengths[next] = previous + 1;
      next += 1;
    }
    previous = length;
    bytes += length;
    if (bytes > maxBytes) return bytes;
    const reached = next + (earlyChange ? 1 : 0);
    width = reached >= 2048 ? 12 : reached >= 1024 ? 11 : reached >= 512 ? 10 : 9;
  }
  return bytes;
}
