/** A one-page document with further objects. */
export function pdfWith(objects: readonly (string | Uint8Array)[]): Buffer {
  return Buffer.concat(
    [
      '%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n',
      '2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n',
      '3 0 obj\n<< /Type /Page /Parent 2 0 R >>\nendobj\n',
      ...objects,
      'trailer\n<< /Root 1 0 R >>\n%%EOF\n',
    ].map((part) => Buffer.from(part)),
  );
}

export const streamOf = (number: number, { dictionary, data }: { dictionary: string; data: Uint8Array }): Buffer =>
  Buffer.concat([
    Buffer.from(`${number} 0 obj\n<< ${dictionary} /Length ${data.length} >>\nstream\n`),
    data,
    Buffer.from('\nendstream\nendobj\n'),
  ]);

/** LZW codes that each stand for one byte more than the one before: the fastest a table can grow. */
export function lzwBomb(tables: number): Buffer {
  const bits: string[] = [];
  for (let table = 0; table < tables; table += 1) {
    bits.push((256).toString(2).padStart(9, '0'), '0'.repeat(9));
    for (let code = 258; code < 4095; code += 1) {
      const width = code >= 2047 ? 12 : code >= 1023 ? 11 : code >= 511 ? 10 : 9;
      bits.push(code.toString(2).padStart(width, '0'));
    }
  }
  const text = bits.join('');
  const bytes = Buffer.alloc(Math.ceil(text.length / 8));
  for (let at = 0; at < bytes.length; at += 1)
    bytes[at] = Number.parseInt(text.slice(at * 8, at * 8 + 8).padEnd(8, '0'), 2);
  return bytes;
}
