import * as z from 'zod/mini';
import { readWorkspace } from '../../../../functions/entities/workspace.ts';
import { handler } from '../../../../functions/http/intake.ts';
import { readStatusToken } from '../../../../functions/tokens/sealed-tokens.ts';
import { SubmitInquiryResponse } from '../../../../schemas/api/submissions.ts';
import { ExecutionInput } from '../../../../schemas/workflow.ts';
import { pngFile } from '../../../domain/attachments/png-file.ts';
import { asCompany, call, type EventParts, jsonBody, jsonOf } from '../../../support/http-event.ts';
import { type HttpWorld, openHttpWorld } from '../../../support/http-world.ts';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
});
afterAll(() => world.close());

const png = pngFile({ widthPx: 3, heightPx: 3, rows: Buffer.alloc(12) });
const pngAttachment = { filename: 'a.png', contentType: 'image/png', data: png.toString('base64') };
const inquiry = { title: 'Where is my parcel?', content: 'It should have come on Monday.' };

const submit = (body: unknown, parts: Partial<EventParts> = {}) =>
  call(handler, { path: '/v1/inquiries', authorizer: asCompany(world.company.companyId), ...jsonBody(body), ...parts });

const acceptedOf = (answer: { body: string }) => SubmitInquiryResponse.parse(JSON.parse(answer.body));

const submitWithKey = (key: string, body: unknown) =>
  submit(body, { headers: { 'content-type': 'application/json', 'Idempotency-Key': key } });

test('an inquiry is accepted, stored and started', async () => {
  const answer = await submit({ ...inquiry, customerEmail: 'kim@example.com', attachments: [pngAttachment] });

  const accepted = acceptedOf(answer);
  expect(answer.statusCode).toBe(202);
  expect(answer.headers).toMatchObject({ location: `/v1/inquiries/${accepted.id}`, 'retry-after': '2' });
  expect(accepted).toMatchObject({ status: 'pending', estimatedResponseTime: 60 });
  expect(accepted.statusUrl).toBe(`https://api.example.com/s/${accepted.statusToken}`);
  expect(readStatusToken(accepted.statusToken)).toBe(accepted.id);
  const key = `companies/${world.company.companyId}/inquiries/${accepted.id}/1`;
  const workspace = await readWorkspace(accepted.id);
  expect(workspace).toMatchObject({
    inquiry: { companyId: world.company.companyId, status: 'pending', run: 1, entry: 'answer', version: 1 },
    text: { content: inquiry.content, customerEmail: 'kim@example.com', attachments: [{ objectKey: key, pages: 1 }] },
  });
  const upload = world.aws.calls('PutObject').at(-1);
  expect(upload?.path).toContain(key);
  expect(upload?.body.includes(png)).toBe(true);
  expect(startsOf(accepted.id)).toEqual([
    { inquiryId: accepted.id, companyId: world.company.companyId, run: 1, entry: 'answer' },
  ]);
});

test('what has nothing attached is stored and started as text alone', async () => {
  const { id } = acceptedOf(await submit(inquiry));

  expect(await readWorkspace(id)).toMatchObject({ inquiry: { entry: 'answer_text' } });
  expect(startsOf(id)).toMatchObject([{ entry: 'answer_text' }]);
});

test('a body as base64 is the same body', async () => {
  const body = Buffer.from(JSON.stringify(inquiry)).toString('base64');

  expect((await submit(null, { body, isBase64Encoded: true })).statusCode).toBe(202);
});

test('an attachment close to the size limit is looked into', async () => {
  const jpegLike = Buffer.alloc(3_690_000, 'x').toString('base64');

  const answer = await submit({ ...inquiry, attachments: [{ ...pngAttachment, data: jpegLike }] });

  expect(jsonOf(answer)).toMatchObject({ status: 422, errors: [{ path: 'attachments[0].data' }] });
});

test('an inquiry whose execution cannot be started is accepted all the same', async () => {
  world.aws.failNext('StartExecution', 'ThrottlingException');
  world.aws.failNext('StartExecution', 'ThrottlingException');

  const answer = await submit(inquiry);

  expect(answer.statusCode).toBe(202);
  expect(await readWorkspace(acceptedOf(answer).id)).toMatchObject({ inquiry: { status: 'pending' } });
});

test('a started execution of the same name counts as started', async () => {
  world.aws.failNext('StartExecution', 'ExecutionAlreadyExists');

  expect((await submit(inquiry)).statusCode).toBe(202);
});

test.each(['ThrottlingException', 'InternalServerError', 'ProvisionedThroughputExceededException'])(
  'a store that answers %s makes a 503, and the uploads go again unless the commit is uncertain',
  async (name) => {
    const isUncertain = name === 'InternalServerError';
    const before = world.aws.calls('DeleteObject').length;
    for (const _ of [1, 2]) world.aws.failNext('TransactWriteItems', name, isUncertain ? 500 : 400);

    const answer = await submit({ ...inquiry, attachments: [pngAttachment] });

    expect(jsonOf(answer)).toMatchObject({ status: 503, code: 'unavailable' });
    expect(answer.headers).toMatchObject({ 'retry-after': '2' });
    expect(world.aws.calls('DeleteObject').length - before).toBe(isUncertain ? 0 : 1);
  },
);

test.each([1, 2])('a commit whose answer is lost %i times is one accepted inquiry', async (times) => {
  world.aws.loseNext('TransactWriteItems', times);
  const removedBefore = world.aws.calls('DeleteObject').length;

  const answer = await submit({ ...inquiry, attachments: [pngAttachment] });

  expect(answer.statusCode).toBe(202);
  expect(await readWorkspace(acceptedOf(answer).id)).not.toBeNull();
  expect(startsOf(acceptedOf(answer).id)).toHaveLength(1);
  expect(world.aws.calls('DeleteObject')).toHaveLength(removedBefore);
});

test('an upload that fails leaves nothing behind and nothing stored', async () => {
  const before = world.aws.calls('TransactWriteItems').length;
  world.aws.failNext('PutObject', 'SlowDown', 503);
  world.aws.failNext('PutObject', 'SlowDown', 503);

  const answer = await submit({ ...inquiry, attachments: [pngAttachment] });

  expect(answer.statusCode).toBe(503);
  expect(world.aws.calls('TransactWriteItems')).toHaveLength(before);
});

test('the same Idempotency-Key and body replay the first answer', async () => {
  const first = await submitWithKey('order-17', inquiry);
  const second = await submitWithKey('order-17', inquiry);

  expect(second.statusCode).toBe(202);
  expect(second.body).toBe(first.body);
  expect(second.headers).toMatchObject({ 'idempotency-replayed': 'true' });
  expect(first.headers).not.toHaveProperty('idempotency-replayed');
  expect(startsOf(acceptedOf(first).id)).toHaveLength(1);
});

test('the same Idempotency-Key with another body is refused', async () => {
  await submitWithKey('order-18', inquiry);

  const answer = await submitWithKey('order-18', { ...inquiry, title: 'Something else' });

  expect(jsonOf(answer)).toMatchObject({ status: 422, code: 'idempotency_mismatch' });
});

test('an Idempotency-Key belongs to its company', async () => {
  const first = await submitWithKey('order-19', inquiry);
  const other = await submit(inquiry, {
    headers: { 'content-type': 'application/json', 'idempotency-key': 'order-19' },
    authorizer: asCompany(world.otherCompany.companyId),
  });

  expect(other.statusCode).toBe(202);
  expect(acceptedOf(other).id).not.toBe(acceptedOf(first).id);
});

test('many inquiries of one company at once are accepted without one transaction in the way of another', async () => {
  const before = world.aws.calls('TransactWriteItems').length;

  const answers = await Promise.all(Array.from({ length: 200 }, () => submit(inquiry)));

  expect(answers.filter(({ statusCode }) => statusCode !== 202)).toEqual([]);
  expect(new Set(answers.map((answer) => acceptedOf(answer).id)).size).toBe(200);
  expect(world.aws.calls('TransactWriteItems').length - before).toBe(200);
});

test('of ten requests at once with one key a single inquiry comes', async () => {
  const body = { ...inquiry, attachments: [pngAttachment] };

  const answers = await Promise.all(Array.from({ length: 10 }, () => submitWithKey('order-20', body)));

  const ids = answers.filter(({ statusCode }) => statusCode === 202).map((answer) => acceptedOf(answer).id);
  expect(new Set(ids).size).toBe(1);
  expect(answers.every(({ statusCode }) => statusCode === 202 || statusCode === 409)).toBe(true);
});

test.each(['', 'x'.repeat(256), 'schlüssel'])('%j is no Idempotency-Key', async (key) => {
  expect(jsonOf(await submitWithKey(key, inquiry))).toMatchObject({ status: 400, code: 'bad_request' });
});

const Start = z.object({ name: z.string(), input: z.string() });

function startsOf(inquiryId: string): readonly ExecutionInput[] {
  return world.aws
    .calls('StartExecution')
    .map(({ body }) => Start.parse(JSON.parse(body.toString())))
    .filter(({ name }) => name === `${inquiryId}-r1`)
    .map(({ input }) => ExecutionInput.parse(JSON.parse(input)));
}
