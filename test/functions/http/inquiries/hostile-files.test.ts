import { deflateSync } from 'node:zlib';
import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import { s3Client } from '../../../../functions/clients/s3.ts';
import { handler } from '../../../../functions/http/intake.ts';
import { handler as read } from '../../../../functions/http/read.ts';
import { pdfWith, streamOf } from '../../../domain/attachments/pdf-file.ts';
import { asCompany, call, jsonBody, jsonOf } from '../../../support/http-event.ts';
import { type HttpWorld, openHttpWorld } from '../../../support/http-world.ts';
import { pdfOf } from '../../../support/pdf.ts';
import { openS3 } from '../../../support/s3-endpoint.ts';

let world: HttpWorld;
let s3: Awaited<ReturnType<typeof openS3>>;
beforeAll(async () => {
  world = await openHttpWorld();
  s3 = await openS3();
});
afterAll(async () => {
  await s3.close();
  await world.close();
});

const submit = (...files: readonly Uint8Array[]) =>
  call(handler, {
    path: '/v1/inquiries',
    authorizer: asCompany(world.company.companyId),
    ...jsonBody({
      title: 'Receipt',
      content: 'Is the amount right?',
      attachments: files.map((file, index) => ({
        filename: `${index}.pdf`,
        contentType: 'application/pdf',
        data: Buffer.from(file).toString('base64'),
      })),
    }),
  });

const list = () => call(read, { method: 'GET', path: '/v1/inquiries', authorizer: asCompany(world.company.companyId) });

/** As many values as a file may have: about a second of parsing. */
const slow = pdfWith([`4 0 obj [${'/'.repeat(480_000)}] endobj\n`.repeat(4)]);
const bomb = pdfWith([
  streamOf(4, { dictionary: '/Filter [/Fl /Fl]', data: deflateSync(deflateSync(Buffer.alloc(400_000_000))) }),
]);

test('requests are answered while a file that takes long is inspected', async () => {
  const ended: string[] = [];
  const note = (what: string) => () => ended.push(what);

  const hostile = submit(slow).then(note('hostile file'));
  for (let request = 1; request <= 20; request += 1) {
    expect((await list()).statusCode).toBe(200);
    note('request')();
  }
  await hostile;

  expect(ended.indexOf('hostile file')).toBe(20);
});

test('each file beyond the limits is named, and nothing of the inquiry is stored', async () => {
  const answer = await submit(await pdfOf(['a sound page']), bomb);

  expect(jsonOf(answer)).toMatchObject({
    status: 422,
    code: 'validation_failed',
    errors: [{ path: 'attachments[1].data', message: 'unfolds to far more data than a document holds' }],
  });
  const stored = await s3Client().send(new ListObjectsV2Command({ Bucket: 'attachments', Prefix: 'companies/' }));
  expect(stored.KeyCount).toBe(1);
});

test('sound documents beside hostile ones are taken', async () => {
  const sound = await pdfOf(['one page', 'and another']);

  const answers = await Promise.all([bomb, sound, slow, sound, bomb, sound].map((file) => submit(file)));

  expect(answers.map(({ statusCode }) => statusCode)).toEqual([422, 202, 202, 202, 422, 202]);
});
