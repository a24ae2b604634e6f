import { deflateSync } from 'node:zlib';
import { pdfWith, streamOf } from '../domain/attachments/pdf-file.ts';

const page = (rest: string): string =>
  `3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] ${rest} >>\nendobj\n`;
const deflated = (number: number, { about = '', text }: { about?: string; text: string }): Buffer =>
  streamOf(number, { dictionary: `${about} /Filter /FlateDecode`, data: deflateSync(Buffer.from(text)) });

const depth = 7;
const fanOut = 12;

/** A page that draws forms which draw forms: 2 KB with the words on it 12 to the power of 8 times. */
export function wordyPdf(words: string): Buffer {
  const levels = Array.from({ length: depth + 1 }, (_, level) => level);
  const forms = levels.map((level) => `/X${level} ${20 + level} 0 R`).join(' ');
  const resources = `/Resources << /Font << /F0 8 0 R >> /XObject << ${forms} >> >>`;
  const about = `/Type /XObject /Subtype /Form /BBox [0 0 600 800] ${resources}`;
  const draw = (level: number): string => `/X${level} Do `.repeat(fanOut);
  return pdfWith([
    page(`/Contents 9 0 R ${resources}`),
    '8 0 obj\n<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>\nendobj\n',
    deflated(9, { text: draw(depth) }),
    ...levels.map((level) =>
      deflated(20 + level, { about, text: level === 0 ? `BT /F0 12 Tf (${words}) Tj ET` : draw(level - 1) }),
    ),
  ]);
}

/** A page whose contents are the same megabyte 5,000 times over: 40 KB. */
export const endlessPdf = (): Buffer =>
  pdfWith([page(`/Contents [${'9 0 R '.repeat(5_000)}]`), deflated(9, { text: 'q 1 0 0 1 0 0 cm Q '.repeat(50_000) })]);

/** A page on which the words are written that many times, each time further down. */
export const longPdf = (words: string, times: number): Buffer =>
  pdfWith([
    page('/Contents 9 0 R /Resources << /Font << /F0 8 0 R >> >>'),
    '8 0 obj\n<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>\nendobj\n',
    deflated(9, {
      text: Array.from({ length: times }, (_, at) => `BT /F0 1 Tf 20 ${780 - at / 2} Td (${words}) Tj ET\n`).join(''),
    }),
  ]);
