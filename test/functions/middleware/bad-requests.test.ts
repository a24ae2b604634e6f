import { PDFDocument } from 'pdf-lib';
import { handler } from '../../../functions/http/intake.ts';
import { pngFile } from '../../domain/attachments/png-file.ts';
import { asCompany, asCustomer, call, type EventParts, jsonOf } from '../../support/http-event.ts';
import { type HttpWorld, openHttpWorld } from '../../support/http-world.ts';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
});
afterAll(() => world.close());

const inquiry = { title: 'Where is my parcel?', content: 'It should have come on Monday.' };

const post = (parts: Partial<EventParts>) =>
  call(handler, {
    path: '/v1/inquiries',
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    authorizer: asCompany(world.company.companyId),
    body: JSON.stringify(inquiry),
    ...parts,
  });

const postFields = (fields: object) => post({ body: JSON.stringify({ ...inquiry, ...fields }) });

const attached = (data: string, contentType = 'image/png') => ({
  attachments: [{ filename: 'a', contentType, data }],
});

afterEach(() => {
  expect(world.aws.calls('TransactWriteItems')).toEqual([]);
  expect(world.aws.calls('PutObject')).toEqual([]);
});

test.each([
  ['no body', { body: null }, 'invalid_json'],
  ['half a body', { body: '{"title": ' }, 'invalid_json'],
  ['thousands of brackets', { body: '['.repeat(100_000) }, 'invalid_json'],
  [
    'bytes that are no UTF-8',
    { body: Buffer.from([0x7b, 0xff, 0xfe, 0x7d]).toString('base64'), isBase64Encoded: true },
    'bad_request',
  ],
  ['XML', { headers: { 'content-type': 'application/xml' } }, 'unsupported_media_type'],
  ['no content type', { headers: {} }, 'unsupported_media_type'],
  ['another charset', { headers: { 'content-type': 'application/json; charset=euc-kr' } }, 'unsupported_media_type'],
  ['10 MB', { body: `"${'x'.repeat(10_000_000)}"` }, 'payload_too_large'],
  [
    '10 MB as base64',
    { body: Buffer.alloc(10_000_000).toString('base64'), isBase64Encoded: true },
    'payload_too_large',
  ],
  ['one byte too many', { body: ' '.repeat(5_000_001) }, 'payload_too_large'],
])('%s is refused', async (_, parts, code) => {
  const answer = await post(parts);

  expect(jsonOf(answer)).toMatchObject({ code, requestId: 'request-1' });
  expect(answer.headers).toMatchObject({ 'content-type': 'application/problem+json' });
});

test.each([
  ['a missing title', { title: undefined }, 'title'],
  ['a blank title', { title: ' \t ' }, 'title'],
  ['a title of two lines', { title: 'a\nb' }, 'title'],
  ['a long title', { title: 'x'.repeat(201) }, 'title'],
  ['a number as content', { content: 7 }, 'content'],
  ['a long content', { content: 'x'.repeat(10_001) }, 'content'],
  ['a control character', { content: 'a\u0000b' }, 'content'],
  ['half a surrogate pair', { content: 'a\ud800b' }, 'content'],
  ['an unknown field', { priority: 'high' }, 'priority'],
  ['a bad address', { customerEmail: 'kim at example' }, 'customerEmail'],
  ['a null category', { category: null }, 'category'],
  [
    'six attachments',
    { attachments: Array(6).fill({ filename: 'a', contentType: 'image/png', data: 'AAAA' }) },
    'attachments',
  ],
  ['an attachment of another type', attached('AAAA', 'application/zip'), 'attachments[0].contentType'],
  ['unreadable base64', attached('!!!!'), 'attachments[0].data'],
  ['base64 without its padding', attached('AAAAA'), 'attachments[0].data'],
  ['an image that is none', attached(Buffer.from('hello there').toString('base64')), 'attachments[0].data'],
])('%s is named by its path', async (_, fields, path) => {
  const answer = await postFields(fields);

  expect(jsonOf(answer)).toMatchObject({ status: 422, code: 'validation_failed', errors: [{ path }] });
});

test('a key named __proto__ is an unknown field and nothing else', async () => {
  const answer = await post({ body: '{"title":"a","content":"b","__proto__":{"polluted":true}}' });

  expect(jsonOf(answer)).toMatchObject({ code: 'validation_failed', errors: [{ path: '__proto__' }] });
  expect('polluted' in {}).toBe(false);
});

test('all faults of a body are told at once, without its values', async () => {
  const answer = await postFields({ title: 'secret'.repeat(40), content: '', extra: 'secret' });

  expect(jsonOf(answer)).toMatchObject({ errors: [{ path: 'title' }, { path: 'content' }, { path: 'extra' }] });
  expect(answer.body).not.toContain('secret');
});

test('a thousand unknown fields make a short answer', async () => {
  const fields = Object.fromEntries(Array.from({ length: 1_000 }, (_, index) => [`f${index}`.repeat(100), 1]));

  const answer = await postFields(fields);

  expect(answer.statusCode).toBe(422);
  expect(answer.body.length).toBeLessThan(4_000);
});

test('a PNG bomb and a document of 200 pages are refused with their reasons', async () => {
  const bomb = pngFile({ widthPx: 10, heightPx: 10, rows: Buffer.alloc(40_000_000) });
  const document = await PDFDocument.create();
  for (let page = 0; page < 200; page++) document.addPage();
  const pdf = Buffer.from(await document.save());

  const answer = await postFields({
    attachments: [
      { filename: 'bomb.png', contentType: 'image/png', data: bomb.toString('base64') },
      { filename: 'long.pdf', contentType: 'application/pdf', data: pdf.toString('base64') },
    ],
  });

  expect(jsonOf(answer)).toMatchObject({
    status: 422,
    errors: [
      { path: 'attachments[0].data', message: 'unfolds to more image data than its header announces' },
      { path: 'attachments[1].data', message: 'has 200 pages; at most 50 are allowed on plan enterprise' },
    ],
  });
});

test('attachments that are too large together are refused', async () => {
  const data = Buffer.alloc(1_851_000).toString('base64');

  const answer = await postFields({ attachments: [attached(data), attached(data)].flatMap((one) => one.attachments) });

  expect(jsonOf(answer)).toMatchObject({ status: 413, code: 'payload_too_large' });
});

test.each([
  ['without a caller', undefined, 401, 'unauthorized'],
  ['with a key that may only read', 'inquiries:read', 403, 'forbidden'],
])('a request %s is refused before its body is read', async (_, scopes, status, code) => {
  const authorizer = scopes === undefined ? {} : { authorizer: asCompany(world.company.companyId, scopes) };
  const answer = await call(handler, { path: '/v1/inquiries', method: 'POST', body: 'no json', ...authorizer });

  expect(jsonOf(answer)).toMatchObject({ status, code });
});

test('a status token submits nothing', async () => {
  const answer = await post({ authorizer: asCustomer('01jd0000000000000000000000') });

  expect(jsonOf(answer)).toMatchObject({ status: 403, code: 'forbidden' });
});
