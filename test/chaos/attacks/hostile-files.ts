import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { PDFDocument } from 'pdf-lib';

/** A file as a stranger attaches it. */
export interface HostileFile {
  readonly filename: string;
  readonly contentType: string;
  readonly data: Buffer;
}

const pdf = (filename: string, data: Buffer): HostileFile => ({ filename, contentType: 'application/pdf', data });

const page = '3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>\nendobj\n';
const tree =
  '1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n';

const document = (...parts: readonly (string | Buffer)[]): Buffer =>
  Buffer.concat(
    ['%PDF-1.7\n', tree, page, ...parts, 'trailer\n<< /Root 1 0 R >>\n%%EOF\n'].map((part) => Buffer.from(part)),
  );

const stream = (dictionary: string, data: Buffer): Buffer =>
  Buffer.concat([
    Buffer.from(`9 0 obj\n<< ${dictionary} /Length ${data.length} >>\nstream\n`),
    data,
    Buffer.from('\nendstream\nendobj\n'),
  ]);

/** Deflated so often that each layer is little and the innermost is much. */
function deflated(bytes: number, layers: number): Buffer {
  let data: Buffer = Buffer.alloc(bytes);
  for (let layer = 0; layer < layers; layer += 1) data = deflateSync(data, { level: 9 });
  return data;
}

/** Files that have stopped readers of PDFs and pictures, each with a size of its own. */
export const hostileFile: fc.Arbitrary<HostileFile> = fc.oneof(
  fc.nat(1_000_000).map((count) => pdf('blanks.pdf', document(`9 0 obj << /Filter${' '.repeat(count)}x >>\nendobj\n`))),
  fc
    .integer({ min: 1, max: 4 })
    .map((layers) =>
      pdf('chain.pdf', document(stream(`/Filter [${'/FlateDecode '.repeat(layers)}]`, deflated(100_000_000, layers)))),
    ),
  fc
    .integer({ min: 10, max: 50_000 })
    .map((depth) => pdf('deep.pdf', document(`9 0 obj ${'['.repeat(depth)} endobj\n`))),
  fc
    .integer({ min: 10, max: 50_000 })
    .map((count) => pdf('many.pdf', document('8 0 obj << >> endobj\n'.repeat(count)))),
  fc.integer({ min: 1, max: 200_000 }).map((count) => pdf('open.pdf', document(`9 0 obj (${'('.repeat(count)}`))),
  fc.constant(
    pdf('loop.pdf', Buffer.from('%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 1 0 R/Kids[1 0 R]/Count 9>>endobj\n%%EOF')),
  ),
  fc.uint8Array({ minLength: 1, maxLength: 2_000 }).map((tail) => pdf('noise.pdf', document(Buffer.from(tail)))),
  fc
    .tuple(fc.integer({ min: 1, max: 0x7fffffff }), fc.integer({ min: 1, max: 0x7fffffff }))
    .map(([width, height]) => ({ filename: 'vast.png', contentType: 'image/png', data: pngHeader(width, height) })),
  fc.uint8Array({ minLength: 4, maxLength: 2_000 }).map((tail) => ({
    filename: 'noise.jpg',
    contentType: 'image/jpeg',
    data: Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.from(tail)]),
  })),
);

/** A PDF whose text layer is one character, over and over. */
export async function monotonousPdf(character: string, count: number): Promise<HostileFile> {
  const made = await PDFDocument.create();
  made.addPage([600, 600]).drawText(character.repeat(count), { x: 10, y: 300, size: 4 });
  return pdf('monotonous.pdf', Buffer.from(await made.save()));
}

function pngHeader(width: number, height: number): Buffer {
  const header = Buffer.alloc(33);
  header.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], 0);
  header.writeUInt32BE(13, 8);
  header.write('IHDR', 12, 'latin1');
  header.writeUInt32BE(width, 16);
  header.writeUInt32BE(height, 20);
  header.set([8, 2, 0, 0, 0], 24);
  return header;
}
