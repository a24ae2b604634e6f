import { deflateSync } from 'node:zlib';
import { inspectAttachment } from '../../../domain/attachments/inspect-attachment.ts';
import { lzwBomb, pdfWith, streamOf } from './pdf-file.ts';

const limits = { pdfPages: 20, imagePixels: 1_000_000 };
const inspect = (bytes: Uint8Array) => inspectAttachment(bytes, 'application/pdf', limits);

const zeros = deflateSync(Buffer.alloc(64_000_000));
const hex = (data: Uint8Array): Buffer => Buffer.from(`${Buffer.from(data).toString('hex')}>`);
const bomb = (filter: string, data: Uint8Array): Buffer =>
  pdfWith([streamOf(4, { dictionary: `/Filter ${filter}`, data })]);
const runs = (count: number): Buffer => Buffer.alloc(count * 2, Buffer.from([129, 0]));

/** A stored block of deflate that holds the word which ends a stream, before zeros that unfold. */
const early = Buffer.concat([
  Buffer.from([0x78, 0x01, 0x00, 9, 0, 0xf6, 0xff]),
  Buffer.from('endstream'),
  zeros.subarray(2),
]);

test.each([
  ['deflated twice', bomb('[/FlateDecode /FlateDecode]', deflateSync(zeros))],
  ['deflated three times', bomb('[/Fl /Fl /Fl]', deflateSync(deflateSync(zeros)))],
  ['hexadecimal around deflated', bomb('[/ASCIIHexDecode /FlateDecode]', hex(zeros))],
  ['filters written with escapes', bomb('[/A#48x /Fl#61teDecode]', hex(zeros))],
  ['runs', bomb('/RunLengthDecode', runs(100_000))],
  ['deflated runs', bomb('[/FlateDecode /RL]', deflateSync(runs(3_900_000)))],
  ['LZW', bomb('/LZWDecode', lzwBomb(2))],
  ['the zeros of ASCII85', bomb('[/ASCII85Decode]', Buffer.alloc(2_100_000, 'z'))],
  [
    'filters by reference',
    pdfWith(['9 0 obj [/Fl /Fl] endobj\n', streamOf(4, { dictionary: '/Filter 9 0 R', data: deflateSync(zeros) })]),
  ],
  [
    'an array of references',
    pdfWith(['9 0 obj /Fl endobj\n', streamOf(4, { dictionary: '/Filter [9 0 R 9 0R]', data: deflateSync(zeros) })]),
  ],
  ['a filter that comes twice', bomb('/ASCIIHexDecode /Filter [/Fl /Fl]', deflateSync(zeros))],
  ['a short key', pdfWith([streamOf(4, { dictionary: '/F [/Fl /Fl]', data: deflateSync(zeros) })])],
  [
    'data far behind the dictionary',
    pdfWith(['4 0 obj << /Filter /FlateDecode >> %\n', ' '.repeat(5_000), 'stream\n', zeros, '\nendstream']),
  ],
  ['data that hold the end word', bomb('/FlateDecode', early)],
  ['a string that hides the object', pdfWith(['8 0 obj (', streamOf(4, { dictionary: '/Filter /Fl', data: zeros })])],
])('refuses what unfolds too far: %s', async (_, file) => {
  expect(await inspect(file)).toMatchObject({ kind: 'refused', reason: 'inflates_too_far' });
});

test('adds up what filters make for the next one', async () => {
  const part = deflateSync(deflateSync(Buffer.alloc(5_000_000)));
  const middle = deflateSync(Buffer.from(`${'00'.repeat(1_500_000)}>`));
  const streams = [4, 5, 6].map((number) => streamOf(number, { dictionary: '/Filter [/Fl /AHx]', data: middle }));

  expect(await inspect(bomb('[/Fl /Fl]', part))).toMatchObject({ kind: 'ok' });
  expect(await inspect(pdfWith(streams.slice(0, 1)))).toMatchObject({ kind: 'ok' });
  expect(await inspect(pdfWith(streams))).toMatchObject({ kind: 'refused', reason: 'inflates_too_far' });
});

test.each([
  ['more filters than a stream has', bomb('[/Fl /Fl /Fl /Fl /Fl]', zeros), 'a stream with more than 4 filters'],
  [
    'a filter that is written twice',
    pdfWith(['9 0 obj /AHx endobj 9 0 obj /Fl endobj\n', streamOf(4, { dictionary: '/Filter 9 0 R', data: zeros })]),
    'a stream with more than 4 filters',
  ],
  [
    'filters behind a long array of others',
    pdfWith([
      `9 0 obj [${'/X '.repeat(40)}/Fl /Fl] endobj\n`,
      streamOf(4, { dictionary: '/Filter 9 0 R', data: zeros }),
    ]),
    'a stream with more than 4 filters',
  ],
  ['filters under both keys', bomb('[/Fl /Fl] /F /X', deflateSync(zeros)), 'a stream with more than 4 filters'],
  [
    'huge rows in an array elsewhere',
    pdfWith([
      '9 0 obj [<< /Predictor 15 /Columns 1000000000 >>] endobj\n',
      streamOf(4, { dictionary: '/Filter [/Fl] /DecodeParms 9 0 R', data: zeros.subarray(0, 9) }),
    ]),
    'image rows of more than 1000000 bytes',
  ],
  [
    'LZW before another filter',
    bomb('[/LZWDecode /Fl]', lzwBomb(1)),
    'a stream whose filter LZWDecode is not the last',
  ],
  [
    'a predictor of huge rows',
    bomb('/FlateDecode /DecodeParms << /Predictor 15 /Columns 1000000000 >>', zeros),
    'image rows of more than 1000000 bytes',
  ],
  [
    'a fax image of huge rows',
    bomb('/CCITTFaxDecode /DecodeParms [<< /Columns 2000000000 >>]', zeros),
    'image rows of more than 1000000 bytes',
  ],
  ['arrays in arrays', pdfWith([`4 0 obj ${'['.repeat(1_000_000)}`]), 'objects nested more than 64 deep'],
  [
    'dictionaries in dictionaries',
    pdfWith([`4 0 obj ${'<< /A '.repeat(500_000)}`]),
    'objects nested more than 64 deep',
  ],
  ['many objects', pdfWith(['4 0 obj 1 endobj\n'.repeat(100_001)]), 'more than 100000 objects'],
  [
    'many packed objects',
    bomb(`/Fl /Type /ObjStm /First 400000`, deflateSync(Buffer.alloc(500_000, '7 0 '))),
    'more than 100000 objects',
  ],
  [
    'a table of many entries',
    pdfWith([streamOf(4, { dictionary: '/Type /XRef /W [0 0 0] /Index [0 1000000000]', data: Buffer.alloc(1) })]),
    'more than 100000 objects',
  ],
  ['a large object', pdfWith([`4 0 obj [${'1 '.repeat(500_001)}] endobj\n`]), 'an object of more than 500000 values'],
  ['many values', pdfWith([`4 0 obj [${'/'.repeat(499_000)}] endobj\n`.repeat(5)]), 'more than 2000000 values'],
  ['many streams', pdfWith(['4 0 obj << >> stream\nendstream\n'.repeat(5_001)]), 'more than 5000 streams'],
  ['strings that do not end', pdfWith(['4 0 obj ( '.repeat(90_000)]), 'objects that lie inside of others'],
  [
    'streams inside of streams',
    pdfWith(['4 0 obj << /Filter /AHx /Length 9999999 >> stream\nendstream\n'.repeat(4_000), 'a'.repeat(9_999_999)]),
    'objects that lie inside of others',
  ],
])('refuses %s', async (_, file, found) => {
  expect(await inspect(file)).toEqual({ kind: 'refused', reason: 'too_complex', message: `has ${found}` });
});

test.each([
  ['JPEG', '/Filter /DCTDecode', 'ffd8ffc0000b08ffdcffdc0101110000'],
  ['deflated JPEG', '/Filter [/FlateDecode /DCTDecode]', 'ffd8ffc0000b08ffdcffdc0101110000'],
  ['JPEG 2000', '/Filter /JPXDecode', 'ff4fff51002f0000000186a0000186a000000000000000000000000000000000'],
])('refuses a %s image that is larger than its dictionary says', async (_, filter, header) => {
  const image = Buffer.from(header, 'hex');
  const data = filter.includes('Flate') ? deflateSync(image) : image;
  const dictionary = `/Subtype /Image /Width 10 /Height 10 ${filter}`;

  expect(await inspect(pdfWith([streamOf(4, { dictionary, data })]))).toMatchObject({ reason: 'too_many_pixels' });
});

test.each([
  ['after a filter', 2_000_000, '%PDF-1.7\n1 0 obj << /Filter', 'x >>\nstream\nabc endstream'],
  ['after a type', 2_000_000, '%PDF-1.7\n1 0 obj << /Type', 'x >> endobj'],
  ['after a number', 2_000_000, '%PDF-1.7\n1', 'x obj'],
  ['before the word stream', 2_000_000, '%PDF-1.7\n1 0 obj << >>', 'stream\nabc'],
])('reads a file of spaces once: %s', async (_, spaces, before, after) => {
  const file = Buffer.from(`${before}${' '.repeat(spaces)}${after}`);

  expect(await inspect(file)).toMatchObject({ kind: 'refused', reason: 'damaged' });
});

test.each([
  ['comments', '%'],
  ['open brackets', '('],
  ['names', '/'],
  ['hexadecimal strings', '<a'],
  ['closed brackets', '>>]'],
  ['end words', 'endobj '],
  ['data', 'stream\n'],
  ['numbers', '1 '],
])('reads a file of nothing but %s once', async (_, part) => {
  const file = Buffer.from(`%PDF-1.7\n1 0 obj << ${part.repeat(490_000)}`);

  expect(await inspect(file)).toMatchObject({ kind: 'refused', reason: 'damaged' });
});

test('counts leaves of the page tree that are not called pages', async () => {
  const kids = Array.from({ length: 25 }, (_, index) => index + 10);
  const tree = `2 0 obj << /Type /Pages /Kids [${kids.map((kid) => `${kid} 0 R`).join(' ')}] /Count 25 >> endobj\n`;
  const leaves = kids.map((kid) => `${kid} 0 obj << /Parent 2 0 R /Contents 5 0 R >> endobj\n`);

  expect(await inspect(pdfWith([tree, ...leaves]))).toMatchObject({ reason: 'too_many_pages' });
});

test('reads streams whose length is written elsewhere, and pages behind them', async () => {
  const data = deflateSync(Buffer.from('9 0 obj << /Type /Page >> endobj'));
  const file = pdfWith([
    '4 0 obj << /Filter /FlateDecode /Length 5 0 R >>\nstream\n',
    data,
    `\nendstream\nendobj\n5 0 obj ${data.length} endobj\n6 0 obj << /Type /Page >> endobj\n`,
  ]);

  expect(await inspect(file)).toMatchObject({ kind: 'ok', pages: 2 });
});
