import { deflateSync } from 'node:zlib';
import { PDFDocument } from 'pdf-lib';
import { inspectAttachment } from '../../../domain/attachments/inspect-attachment.ts';
import { pdfWith, streamOf } from './pdf-file.ts';

const limits = { pdfPages: 20, imagePixels: 1_000_000 };

async function pdfOf(pages: number, useObjectStreams: boolean): Promise<Buffer> {
  const document = await PDFDocument.create();
  for (let page = 1; page <= pages; page++) document.addPage().drawText(`Page ${page}`);
  return Buffer.from(await document.save({ useObjectStreams }));
}

const inspect = (bytes: Uint8Array) => inspectAttachment(bytes, 'application/pdf', limits);

test.each([
  ['in the open', false],
  ['in object streams', true],
])('counts pages that stand %s', async (_, useObjectStreams) => {
  expect(await inspect(await pdfOf(7, useObjectStreams))).toEqual({
    kind: 'ok',
    contentType: 'application/pdf',
    pages: 7,
  });
});

test.each([false, true])('takes 20 pages and refuses 200 (object streams: %s)', async (useObjectStreams) => {
  expect(await inspect(await pdfOf(20, useObjectStreams))).toMatchObject({ kind: 'ok', pages: 20 });
  expect(await inspect(await pdfOf(200, useObjectStreams))).toEqual({
    kind: 'refused',
    reason: 'too_many_pages',
    message: 'has 200 pages; at most 20 are allowed',
  });
});

test('counts pages whose type is written with an escape', async () => {
  const hidden = Array.from({ length: 25 }, (_, index) => `${index + 10} 0 obj\n<< /Type /P#61ge >>\nendobj\n`);

  expect(await inspect(pdfWith(hidden))).toMatchObject({ kind: 'refused', reason: 'too_many_pages' });
});

test('counts a page once that an incremental update wrote again', async () => {
  const again = Array.from({ length: 30 }, () => '3 0 obj\n<< /Type /Page /Parent 2 0 R /Rotate 90 >>\nendobj\n');

  expect(await inspect(pdfWith(again))).toMatchObject({ kind: 'ok', pages: 1 });
});

test('does not count what looks like a page inside stream data', async () => {
  const text = Buffer.from('9 0 obj << /Type /Page >> endobj '.repeat(40));

  expect(await inspect(pdfWith([streamOf(4, { dictionary: '', data: text })]))).toMatchObject({ kind: 'ok', pages: 1 });
});

test('refuses an encrypted document', async () => {
  const file = pdfWith(['trailer\n<< /Root 1 0 R /Encrypt 9 0 R >>\n']);

  expect(await inspect(file)).toMatchObject({ kind: 'refused', reason: 'encrypted' });
});

test('refuses a stream that unfolds to more than the largest allowed image', async () => {
  const bomb = streamOf(4, { dictionary: '/Filter /FlateDecode', data: deflateSync(Buffer.alloc(9_000_000)) });

  expect(await inspect(pdfWith([bomb]))).toMatchObject({ kind: 'refused', reason: 'inflates_too_far' });
});

test('adds up what all streams unfold to, also damaged ones', async () => {
  const whole = deflateSync(Buffer.alloc(3_000_000));
  const cut = whole.subarray(0, whole.length - 6);
  const bombs = [4, 5, 6].map((number) => streamOf(number, { dictionary: '/Filter [/FlateDecode]', data: cut }));

  expect(await inspect(pdfWith(bombs.slice(0, 2)))).toMatchObject({ kind: 'ok' });
  expect(await inspect(pdfWith(bombs))).toMatchObject({ kind: 'refused', reason: 'inflates_too_far' });
});

test('refuses an embedded image above the pixel limit', async () => {
  const image = streamOf(4, { dictionary: '/Subtype /Image /Width 20000 /Height 20000', data: Buffer.alloc(3) });

  expect(await inspect(pdfWith([image]))).toMatchObject({ kind: 'refused', reason: 'too_many_pixels' });
});

test.each([
  ['its header alone', Buffer.from('%PDF-1.7\n')],
  ['no page', Buffer.from('%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n')],
  ['a stream that never ends', Buffer.from('%PDF-1.7\n4 0 obj\n<< /Length 9 >>\nstream\nabc')],
])('refuses a document of %s', async (_, bytes) => {
  expect(await inspect(bytes)).toMatchObject({ kind: 'refused', reason: 'damaged' });
});

test('takes linear time for a file of nothing but object beginnings', async () => {
  const file = Buffer.from(`%PDF-1.7\n${'1 0 obj '.repeat(450_000)}`);

  expect(await inspect(file)).toMatchObject({ kind: 'refused', reason: 'too_complex' });
});

test('does not follow packed objects that overlap', async () => {
  const pairs = Array.from({ length: 50_000 }, (_, index) => `${index + 10} ${index % 2 === 0 ? 0 : 6_000_000}`).join(
    ' ',
  );
  const data = deflateSync(Buffer.concat([Buffer.from(`${pairs} `), Buffer.alloc(6_000_000, 'a')]));
  const packed = streamOf(4, { dictionary: `/Type /ObjStm /First ${pairs.length + 1} /Filter /FlateDecode`, data });

  expect(await inspect(pdfWith([packed]))).toMatchObject({ kind: 'ok', pages: 1 });
});
