import { createHash, randomBytes } from 'node:crypto';
import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import { PDFDocument } from 'pdf-lib';
import { s3Client } from '../../../../functions/clients/s3.ts';
import { readObject } from '../../../../functions/documents/read-object.ts';
import { createUpload, findUpload } from '../../../../functions/entities/upload.ts';
import { readWorkspace } from '../../../../functions/entities/workspace.ts';
import { handler } from '../../../../functions/http/intake.ts';
import { SubmitInquiryResponse } from '../../../../schemas/api/submissions.ts';
import { CreateUploadResponse } from '../../../../schemas/api/uploads.ts';
import { type CompanyId, UploadId } from '../../../../schemas/ids.ts';
import { pngFile } from '../../../domain/attachments/png-file.ts';
import { asCompany, call, type EventParts, jsonBody, jsonOf } from '../../../support/http-event.ts';
import { type HttpWorld, openHttpWorld } from '../../../support/http-world.ts';
import { postForm } from '../../../support/post-form.ts';
import { openS3 } from '../../../support/s3-endpoint.ts';

let world: HttpWorld;
let s3: Awaited<ReturnType<typeof openS3>>;
beforeAll(async () => {
  world = await openHttpWorld({ plan: 'basic' });
  s3 = await openS3();
});
afterAll(async () => {
  await s3.close();
  await world.close();
});

const sha256 = (content: Uint8Array): string => createHash('sha256').update(content).digest('base64');
const png = (side: number): Buffer => pngFile({ widthPx: side, heightPx: side, rows: Buffer.alloc(side * (side + 1)) });
const inquiry = { title: 'Receipt', content: 'Is the amount right?' };

const send = (path: string, body: unknown, parts: Partial<EventParts> & { companyId?: CompanyId } = {}) => {
  const { companyId = world.company.companyId, ...rest } = parts;
  return call(handler, { path, authorizer: asCompany(companyId), ...jsonBody(body), ...rest });
};

const announce = (content: Uint8Array, fields: Record<string, unknown> = {}) =>
  send('/v1/uploads', {
    filename: 'receipt.png',
    contentType: 'image/png',
    bytes: content.length,
    sha256: sha256(content),
    ...fields,
  });

async function upload(content: Uint8Array, fields: Record<string, unknown> = {}) {
  const form = CreateUploadResponse.parse(jsonOf(await announce(content, fields)));
  expect((await postForm(form, content)).status).toBe(204);
  return form.uploadId;
}

const submit = (uploadIds: readonly string[], fields: object = {}, parts: Parameters<typeof send>[2] = {}) =>
  send('/v1/inquiries', { ...inquiry, uploadIds, ...fields }, parts);

const idOf = (answer: { body: string }) => SubmitInquiryResponse.parse(JSON.parse(answer.body)).id;
const keyed = (key: string) => ({ headers: { 'content-type': 'application/json', 'idempotency-key': key } });
const uploadsLeft = async (): Promise<readonly string[]> => {
  const { Contents = [] } = await s3Client().send(
    new ListObjectsV2Command({ Bucket: 'attachments', Prefix: 'uploads/' }),
  );
  return Contents.flatMap(({ Key }) => (Key === undefined ? [] : [Key]));
};

test('an announced file is uploaded by the form and becomes the attachment of one inquiry', async () => {
  const content = png(5);
  const { companyId } = world.company;
  const answer = await announce(content);
  const form = CreateUploadResponse.parse(jsonOf(answer));
  await postForm(form, content);

  const accepted = await submit([form.uploadId], {
    attachments: [{ filename: 'first.png', contentType: 'image/png', data: png(3).toString('base64') }],
  });

  expect(answer.statusCode).toBe(201);
  expect(Date.parse(form.expiresAt) - Date.now()).toBeLessThanOrEqual(900_000);
  expect(accepted.statusCode).toBe(202);
  const inquiryId = idOf(accepted);
  const { text } = (await readWorkspace(inquiryId)) ?? {};
  const objectKey = `companies/${companyId}/inquiries/${inquiryId}/2`;
  expect(text?.attachments).toMatchObject([
    { number: 1, filename: 'first.png' },
    { number: 2, filename: 'receipt.png', contentType: 'image/png', bytes: content.length, pages: 1, objectKey },
  ]);
  expect(Buffer.from(await readObject(objectKey))).toEqual(content);
  expect(await findUpload(companyId, form.uploadId)).toMatchObject({ state: 'used', inquiryId });
  expect(await uploadsLeft()).toEqual([]);
});

test('S3 takes no other file by the form than the announced one', async () => {
  const content = png(5);
  const form = CreateUploadResponse.parse(jsonOf(await announce(content)));
  const other = Buffer.from(content);
  other.writeUInt8(other.readUInt8(content.length - 1) ^ 1, content.length - 1);

  expect((await postForm(form, other)).status).toBe(400);
  expect((await postForm(form, Buffer.concat([content, content]))).status).toBe(400);

  expect(await uploadsLeft()).toEqual([]);
});

test.each([
  ['sha256', { sha256: 'short' }, 'must be the base64 of 32 bytes'],
  ['contentType', { contentType: 'image/gif' }, expect.any(String)],
  ['bytes', { bytes: 0 }, expect.any(String)],
  ['bytes', { bytes: 5_000_001 }, 'is 5000001; at most 5000000 are allowed on plan basic'],
])('an announcement with a wrong %s is refused: %j', async (path, fields, message) => {
  expect(jsonOf(await announce(png(3), fields))).toMatchObject({ status: 422, errors: [{ path, message }] });
});

test('each upload that cannot be taken is named with its reason', async () => {
  const { companyId } = world.company;
  const announced = CreateUploadResponse.parse(jsonOf(await announce(png(4)))).uploadId;
  const used = await upload(png(5));
  await submit([used]);
  const expired = UploadId.parse('01kf2v7m3q8w5x9y0z1a2b3c4d');
  await createUpload({
    ...{ companyId, uploadId: expired, filename: 'a.png', contentType: 'image/png' },
    ...{ bytes: 1, sha256: '', expiresAt: 1_700_000_000 },
  });
  const notAnImage = await upload(randomBytes(50));

  const answer = await submit([announced, used, expired, '01kf2v7m3q8w5x9y0z1a2b3c4e', notAnImage]);

  expect(jsonOf(answer)).toMatchObject({
    status: 422,
    code: 'validation_failed',
    errors: [
      { path: 'uploadIds[0]', message: 'is not uploaded yet: POST its file to the form first' },
      { path: 'uploadIds[1]', message: 'belongs to another inquiry; upload the file again' },
      { path: 'uploadIds[2]', message: 'has expired; upload the file again' },
      { path: 'uploadIds[3]', message: 'is no upload of yours' },
      { path: 'uploadIds[4]', message: 'is neither a PNG or JPEG image nor a PDF document' },
    ],
  });
});

test('another company’s upload is no upload of yours', async () => {
  const uploadId = await upload(png(5));

  const answer = await submit([uploadId], {}, { companyId: world.otherCompany.companyId });

  expect(jsonOf(answer)).toMatchObject({ errors: [{ path: 'uploadIds[0]', message: 'is no upload of yours' }] });
});

test('of ten inquiries at once with one upload a single one gets it, and none is left half-done', async () => {
  const uploadId = await upload(png(6));

  const answers = await Promise.all(Array.from({ length: 10 }, () => submit([uploadId])));

  const statuses = answers.map(({ statusCode }) => statusCode);
  expect(statuses.filter((status) => status === 202)).toHaveLength(1);
  expect(statuses.filter((status) => ![202, 422, 503].includes(status))).toEqual([]);
  const stored = await s3Client().send(new ListObjectsV2Command({ Bucket: 'attachments', Prefix: 'companies/' }));
  const winner = idOf(answers.find(({ statusCode }) => statusCode === 202) ?? { body: '{}' });
  expect(stored.Contents?.filter(({ Size }) => Size === png(6).length).map(({ Key }) => Key)).toEqual([
    `companies/${world.company.companyId}/inquiries/${winner}/1`,
  ]);
});

test('a replay gives the same inquiry after its upload has gone, in turn and at once', async () => {
  const uploadId = await upload(png(7));

  const first = await submit([uploadId], {}, keyed('order-51'));
  const second = await submit([uploadId], {}, keyed('order-51'));

  expect(second.statusCode).toBe(202);
  expect(second.body).toBe(first.body);
  const raced = await upload(png(8));
  const answers = await Promise.all(Array.from({ length: 8 }, () => submit([raced], {}, keyed('order-52'))));
  const ids = new Set(answers.filter(({ statusCode }) => statusCode === 202).map(idOf));
  expect(ids.size).toBe(1);
  expect(answers.filter(({ statusCode }) => ![202, 409].includes(statusCode))).toEqual([]);
});

test('no more than five files come together, and none twice', async () => {
  const data = png(3).toString('base64');
  const attachments = Array.from({ length: 5 }, () => ({ filename: 'a.png', contentType: 'image/png', data }));
  const uploadId = await upload(png(9));

  expect(jsonOf(await submit([uploadId], { attachments }))).toMatchObject({
    errors: [{ path: 'uploadIds', message: '6 files with the attachments; at most 5 are allowed on plan basic' }],
  });
  expect(jsonOf(await submit([uploadId, uploadId]))).toMatchObject({
    errors: [{ path: 'uploadIds', message: 'must differ from each other' }],
  });
});

test('a document may have as many pages as the plan allows', async () => {
  const document = await PDFDocument.create();
  for (let page = 0; page < 11; page++) document.addPage();
  const uploadId = await upload(await document.save(), { filename: 'long.pdf', contentType: 'application/pdf' });

  expect(jsonOf(await submit([uploadId]))).toMatchObject({
    errors: [{ path: 'uploadIds[0]', message: 'has 11 pages; at most 10 are allowed on plan basic' }],
  });
});

test('batch items take no uploads', async () => {
  const answer = await send('/v1/inquiries/batch', { items: [{ ...inquiry, uploadIds: [await upload(png(10))] }] });

  expect(jsonOf(answer)).toMatchObject({ items: [{ status: 422, problem: { errors: [{ path: 'uploadIds' }] } }] });
});
