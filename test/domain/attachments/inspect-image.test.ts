import sharp from 'sharp';
import { inspectAttachment } from '../../../domain/attachments/inspect-attachment.ts';
import { pngFile } from './png-file.ts';

const limits = { pdfPages: 20, imagePixels: 1_000_000 };

const picture = (widthPx: number, heightPx: number) =>
  sharp({ create: { width: widthPx, height: heightPx, channels: 3, background: '#336699' } });

const flat = (widthPx: number, heightPx: number): Buffer =>
  pngFile({ widthPx, heightPx, rows: Buffer.alloc(heightPx * (widthPx + 1)) });

test.each([
  ['plain', () => picture(31, 17).png().toBuffer()],
  ['interlaced', () => picture(31, 17).png({ progressive: true }).toBuffer()],
  ['of a palette', () => picture(31, 17).png({ palette: true }).toBuffer()],
  ['of 16 bits', () => picture(31, 17).toColourspace('rgb16').png().toBuffer()],
  ['of one bit', async () => pngFile({ widthPx: 31, heightPx: 17, depth: 1, rows: Buffer.alloc(17 * 5) })],
])('takes a PNG %s with its size', async (_, make) => {
  const inspection = await inspectAttachment(await make(), 'image/png', limits);

  expect(inspection).toEqual({ kind: 'ok', contentType: 'image/png', pages: 1, widthPx: 31, heightPx: 17 });
});

test.each([
  ['baseline', () => picture(31, 17).jpeg().toBuffer()],
  ['progressive', () => picture(31, 17).jpeg({ progressive: true }).toBuffer()],
  ['with bytes after its end', async () => Buffer.concat([await picture(31, 17).jpeg().toBuffer(), Buffer.alloc(9)])],
])('takes a %s JPEG with its size', async (_, make) => {
  const inspection = await inspectAttachment(await make(), 'image/jpeg', limits);

  expect(inspection).toEqual({ kind: 'ok', contentType: 'image/jpeg', pages: 1, widthPx: 31, heightPx: 17 });
});

test('an interlaced PNG narrower than the passes still adds up', async () => {
  const image = await picture(1, 3).png({ progressive: true }).toBuffer();

  expect(await inspectAttachment(image, 'image/png', limits)).toMatchObject({ kind: 'ok', widthPx: 1, heightPx: 3 });
});

test('refuses a PNG that unfolds to more than its header announces', async () => {
  const bomb = pngFile({ widthPx: 10, heightPx: 10, rows: Buffer.alloc(60_000_000) });

  expect(bomb.length).toBeLessThan(100_000);
  expect(await inspectAttachment(bomb, 'image/png', limits)).toMatchObject({
    kind: 'refused',
    reason: 'inflates_too_far',
  });
});

test('refuses an image above the pixel limit without inflating it, and takes one right at it', async () => {
  expect(await inspectAttachment(flat(1_000, 1_000), 'image/png', limits)).toMatchObject({ kind: 'ok' });
  expect(await inspectAttachment(flat(1_000, 1_001), 'image/png', limits)).toEqual({
    kind: 'refused',
    reason: 'too_many_pixels',
    message: 'has 1000 × 1001 pixels; at most 1000000 are allowed',
  });
  expect(await inspectAttachment(await picture(1_001, 1_000).jpeg().toBuffer(), 'image/jpeg', limits)).toMatchObject({
    reason: 'too_many_pixels',
  });
});

test.each([
  ['cut in the middle', (file: Buffer) => file.subarray(0, file.length >> 1)],
  ['cut before its last chunk', (file: Buffer) => file.subarray(0, file.length - 12)],
  ['with a flipped bit in its image data', (file: Buffer) => flipped(file, file.length - 30)],
  ['with a flipped bit in its header', (file: Buffer) => flipped(file, 17)],
  ['of its signature alone', (file: Buffer) => file.subarray(0, 8)],
])('refuses a PNG %s', async (_, damage) => {
  const image = damage(await picture(300, 300).png().toBuffer());

  expect(await inspectAttachment(image, 'image/png', limits)).toMatchObject({ kind: 'refused', reason: 'damaged' });
});

test('refuses a PNG whose image data is shorter than announced', async () => {
  const image = pngFile({ widthPx: 10, heightPx: 10, rows: Buffer.alloc(109) });

  expect(await inspectAttachment(image, 'image/png', limits)).toMatchObject({ reason: 'damaged' });
});

test.each([
  ['cut in the middle', (file: Buffer) => file.subarray(0, file.length >> 1)],
  ['without its end marker', (file: Buffer) => file.subarray(0, file.length - 2)],
  ['with two frame headers', (file: Buffer) => withTwoFrames(file)],
  ['of its signature alone', (file: Buffer) => file.subarray(0, 3)],
])('refuses a JPEG %s', async (_, damage) => {
  const image = damage(await picture(300, 300).jpeg().toBuffer());

  expect(await inspectAttachment(image, 'image/jpeg', limits)).toMatchObject({ kind: 'refused', reason: 'damaged' });
});

test('refuses a JPEG with hundreds of scans', async () => {
  const image = await picture(16, 16).jpeg().toBuffer();
  const scanFrom = image.indexOf(Buffer.from([0xff, 0xda]));
  const scan = image.subarray(scanFrom, image.length - 2);
  const many = Buffer.concat([
    image.subarray(0, scanFrom),
    ...Array.from({ length: 300 }, () => scan),
    image.subarray(-2),
  ]);

  expect(await inspectAttachment(many, 'image/jpeg', limits)).toMatchObject({ reason: 'inflates_too_far' });
});

test.each([
  ['text', Buffer.from('not an image at all'), 'image/png', 'type_unknown'],
  ['nothing', Buffer.alloc(0), 'image/png', 'empty'],
  ['a zip archive', Buffer.from('PK\u0003\u0004aaaaaaaa'), 'application/pdf', 'type_unknown'],
  ['a GIF', Buffer.from('GIF89a.......'), 'image/png', 'type_unknown'],
] as const)('refuses %s', async (_, bytes, declared, reason) => {
  expect(await inspectAttachment(bytes, declared, limits)).toMatchObject({ kind: 'refused', reason });
});

test('refuses an image declared as another type, and says which it is', async () => {
  expect(await inspectAttachment(flat(3, 3), 'image/jpeg', limits)).toEqual({
    kind: 'refused',
    reason: 'type_mismatch',
    message: 'is declared as image/jpeg but its content is image/png',
  });
});

function flipped(file: Buffer, at: number): Buffer {
  const copy = Buffer.from(file);
  copy[at] = (copy[at] ?? 0) ^ 0x01;
  return copy;
}

function withTwoFrames(file: Buffer): Buffer {
  const from = file.indexOf(Buffer.from([0xff, 0xc0]));
  const to = from + 2 + file.readUInt16BE(from + 2);
  return Buffer.concat([file.subarray(0, to), file.subarray(from)]);
}
