import type * as z from 'zod/mini';
import { readWorkspace } from '../../../../functions/entities/workspace.ts';
import { handler } from '../../../../functions/http/intake.ts';
import { SubmitBatchResponse } from '../../../../schemas/api/submissions.ts';
import { InquiryId } from '../../../../schemas/ids.ts';
import { asCompany, call, jsonBody, jsonOf } from '../../../support/http-event.ts';
import { type HttpWorld, openHttpWorld } from '../../../support/http-world.ts';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
});
afterAll(() => world.close());

const inquiry = { title: 'Where is my parcel?', content: 'It should have come on Monday.' };

const post = (body: object, headers: Readonly<Record<string, string>> = {}) => {
  const request = jsonBody(body);
  return call(handler, {
    path: '/v1/inquiries/batch',
    authorizer: asCompany(world.company.companyId),
    ...request,
    headers: { ...request.headers, ...headers },
  });
};
const submit = async (items: readonly object[], headers?: Readonly<Record<string, string>>) =>
  SubmitBatchResponse.parse(jsonOf(await post({ items }, headers))).items;
const idsOf = (items: z.infer<typeof SubmitBatchResponse>['items']) => items.map(({ id }) => id);

test('a hundred inquiries are accepted, stored and started, in their order', async () => {
  const startsBefore = world.aws.calls('StartExecution').length;

  const items = await submit(Array.from({ length: 100 }, (_, index) => ({ ...inquiry, title: `Parcel ${index}` })));

  const last = await readWorkspace(InquiryId.parse(items.at(-1)?.id));
  expect(items.map(({ index, status }) => [index, status])).toEqual(items.map((_, index) => [index, 202]));
  expect(new Set(idsOf(items)).size).toBe(100);
  expect(last?.inquiry.title).toBe('Parcel 99');
  expect(world.aws.calls('StartExecution').length - startsBefore).toBe(100);
});

test('a bad item is its own problem', async () => {
  const [taken] = await submit([{ ...inquiry, externalId: 'batch-1' }]);

  const items = await submit([
    inquiry,
    { title: '' },
    { ...inquiry, attachments: [] },
    { ...inquiry, externalId: 'batch-1' },
    inquiry,
  ]);

  expect(items.map(({ status }) => status)).toEqual([202, 422, 422, 409, 202]);
  expect(items[1]?.problem).toMatchObject({
    code: 'validation_failed',
    errors: [{ path: 'title' }, { path: 'content' }],
  });
  expect(items[2]?.problem?.errors).toMatchObject([{ path: 'attachments' }]);
  expect(items[3]?.problem).toMatchObject({ code: 'external_id_taken', inquiryId: taken?.id });
  expect(items[1]).not.toHaveProperty('id');
});

test('a batch under its key again makes nothing new, a changed item is told', async () => {
  const key = { 'idempotency-key': 'batch-2' };
  const first = await submit([inquiry, { ...inquiry, title: 'Two' }], key);

  const second = await submit([inquiry, { ...inquiry, title: 'Three' }], key);

  expect(second[0]).toEqual(first[0]);
  expect(second[1]?.problem?.code).toBe('idempotency_mismatch');
});

test('a key that is none refuses the batch as a whole', async () => {
  expect(jsonOf(await post({ items: [inquiry] }, { 'idempotency-key': '' }))).toMatchObject({ code: 'bad_request' });
});

test.each([
  [{ items: [] }, 'items'],
  [{ items: Array.from({ length: 101 }, () => inquiry) }, 'items'],
  [{ items: ['text'] }, 'items[0]'],
  [{}, 'items'],
  [{ items: [inquiry], mode: 'fast' }, 'mode'],
])('a batch at fault as a whole is refused as a whole (%#)', async (body, path) => {
  const before = world.aws.calls('TransactWriteItems').length;

  expect(jsonOf(await post(body))).toMatchObject({ status: 422, errors: [{ path }] });
  expect(world.aws.calls('TransactWriteItems')).toHaveLength(before);
});
