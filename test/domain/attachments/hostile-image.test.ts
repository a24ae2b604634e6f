import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { inspectAttachment } from '../../../domain/attachments/inspect-attachment.ts';
import { pngChunk, pngFile } from './png-file.ts';

const limits = { pdfPages: 20, imagePixels: 1_000_000 };
const plain = pngFile({ widthPx: 3, heightPx: 3, rows: Buffer.alloc(12) });
const endChunkBytes = 12;

/** A sound image with further chunks before its end. */
const pngWith = (...chunks: readonly Uint8Array[]): Buffer =>
  Buffer.concat([plain.subarray(0, -endChunkBytes), ...chunks, plain.subarray(-endChunkBytes)]);

const zeros = (bytes: number): Buffer => deflateSync(Buffer.alloc(bytes));
const text = (head: string, data: Uint8Array): Buffer => Buffer.concat([Buffer.from(head, 'latin1'), data]);

test.each([
  ['a colour profile', pngWith(pngChunk('iCCP', text('icc\0\0', zeros(9_000_000))))],
  ['a compressed text', pngWith(pngChunk('zTXt', text('Comment\0\0', zeros(9_000_000))))],
  ['an international text', pngWith(pngChunk('iTXt', text('Comment\0\x01\0en\0Comment\0', zeros(9_000_000))))],
  [
    'many texts together',
    pngWith(...Array.from({ length: 9 }, () => pngChunk('zTXt', text('Comment\0\0', zeros(1_000_000))))),
  ],
])('refuses a PNG with %s that unfolds too far', async (_, image) => {
  expect(await inspectAttachment(image, 'image/png', limits)).toMatchObject({
    kind: 'refused',
    reason: 'inflates_too_far',
  });
});

test('takes a PNG with profiles and texts as cameras and scanners write them', async () => {
  const image = pngWith(
    pngChunk('iCCP', text('icc\0\0', zeros(500_000))),
    pngChunk('zTXt', text('Comment\0\0', zeros(1_000))),
    pngChunk('iTXt', text('XML:com.adobe.xmp\0\0\0\0\0', Buffer.alloc(5_000, ' '))),
    pngChunk('tEXt', Buffer.from('Software\0scanner')),
  );

  expect(await inspectAttachment(image, 'image/png', limits)).toMatchObject({ kind: 'ok' });
});

test('refuses a PNG of hundreds of thousands of empty chunks', async () => {
  const empty = pngChunk('IDAT', Buffer.alloc(0));
  const image = pngWith(Buffer.alloc(empty.length * 200_000, empty));

  expect(await inspectAttachment(image, 'image/png', limits)).toEqual({
    kind: 'refused',
    reason: 'too_complex',
    message: 'has more than 20000 chunks',
  });
});

test('refuses a JPEG that passes over a large frame more often than progressive images do', async () => {
  const large = { width: 1_000, height: 1_000, channels: 3, background: '#888' } as const;
  const image = await sharp({ create: large }).jpeg({ progressive: true }).toBuffer();
  const scanFrom = image.lastIndexOf(Buffer.from([0xff, 0xda]));
  const scan = image.subarray(scanFrom, -2);
  const many = Buffer.concat([image.subarray(0, -2), ...Array.from({ length: 20 }, () => scan), image.subarray(-2)]);

  expect(await inspectAttachment(image, 'image/jpeg', limits)).toMatchObject({ kind: 'ok' });
  expect(await inspectAttachment(many, 'image/jpeg', limits)).toMatchObject({ reason: 'inflates_too_far' });
});
