import { handler as intake } from '../../../../functions/http/intake.ts';
import { handler as read } from '../../../../functions/http/read.ts';
import { ListInquiriesResponse } from '../../../../schemas/api/inquiries.ts';
import { SubmitInquiryResponse } from '../../../../schemas/api/submissions.ts';
import type { Mode } from '../../../../schemas/mode.ts';
import { asCompany, asCustomer, call, type EventParts, jsonBody, jsonOf } from '../../../support/http-event.ts';
import { type HttpWorld, openHttpWorld } from '../../../support/http-world.ts';
import { givenInquiry, headOf } from '../../../support/inquiry-fixtures.ts';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
});
afterAll(() => world.close());

const keyOf = (mode: Mode) => ({ ...asCompany(world.company.companyId), mode });
const other = { live: 'test', test: 'live' } as const;
const modes = ['live', 'test'] as const;

const submit = (mode: Mode, { body = {}, headers = {} }: { body?: object; headers?: Record<string, string> } = {}) => {
  const { method, headers: json, ...content } = jsonBody({ title: 'Parcel', content: 'Where is it?', ...body });
  const parts = { method: method ?? 'POST', headers: { ...json, ...headers }, ...content };
  return call(intake, { path: '/v1/inquiries', authorizer: keyOf(mode), ...parts });
};
const submittedId = (answer: { body: string }) => SubmitInquiryResponse.parse(JSON.parse(answer.body)).id;

const get = (mode: Mode, path: string, parts: Partial<EventParts> = {}) =>
  call(read, { path, authorizer: keyOf(mode), ...parts });

const listed = async (mode: Mode, query: Readonly<Record<string, string>> = {}) =>
  ListInquiriesResponse.parse(jsonOf(await get(mode, '/v1/inquiries', { query })));

test.each(modes)('an inquiry that came by a %s key is of that mode, and says so', async (mode) => {
  const id = submittedId(await submit(mode));

  expect((await headOf(id)).mode).toBe(mode);
  expect(jsonOf(await get(mode, `/v1/inquiries/${id}`))).toMatchObject({ id, mode });
  expect(jsonOf(await get(mode, `/v1/inquiries/${id}/status`))).toMatchObject({ id, mode });
});

test.each(modes)('to a %s key the inquiries of the other mode are not there', async (mode) => {
  const id = submittedId(await submit(other[mode]));

  for (const path of [`/v1/inquiries/${id}`, `/v1/inquiries/${id}/status`, `/v1/inquiries/${id}/events`])
    expect(jsonOf(await get(mode, path))).toMatchObject({ status: 404, code: 'not_found' });
  const escalation = await call(intake, {
    method: 'POST',
    path: `/v1/inquiries/${id}/escalate`,
    authorizer: keyOf(mode),
  });
  expect(jsonOf(escalation)).toMatchObject({ status: 404 });
  expect((await headOf(id)).escalationRequested).toBe(false);
});

test('lists hold the inquiries of the key’s mode alone, and cursors do not carry over', async () => {
  const live = [await givenInquiry(world.otherCompany.companyId), await givenInquiry(world.otherCompany.companyId)];
  const tests = [
    await givenInquiry(world.otherCompany.companyId, { mode: 'test' }),
    await givenInquiry(world.otherCompany.companyId, { mode: 'test' }),
  ];
  const list = (mode: Mode, query: Readonly<Record<string, string>> = {}) =>
    get(mode, '/v1/inquiries', { query, authorizer: { ...asCompany(world.otherCompany.companyId), mode } });
  const idsOf = async (mode: Mode) =>
    ListInquiriesResponse.parse(jsonOf(await list(mode))).items.map(({ id, mode: shown }) => [id, shown]);

  expect(await idsOf('live')).toEqual(live.toReversed().map((id) => [id, 'live']));
  expect(await idsOf('test')).toEqual(tests.toReversed().map((id) => [id, 'test']));
  const { nextCursor = '' } = ListInquiriesResponse.parse(jsonOf(await list('test', { limit: '1' })));
  expect((await list('test', { limit: '1', cursor: nextCursor })).statusCode).toBe(200);
  expect((await list('live', { limit: '1', cursor: nextCursor })).statusCode).toBe(422);
});

test('each mode has its own externalIds', async () => {
  const externalId = 'order-1';
  const live = submittedId(await submit('live', { body: { externalId } }));
  const test = submittedId(await submit('test', { body: { externalId } }));

  const again = await submit('test', { body: { externalId } });

  expect(test).not.toBe(live);
  expect(jsonOf(again)).toMatchObject({ code: 'external_id_taken', inquiryId: test });
  expect((await listed('live', { externalId })).items.map(({ id }) => id)).toEqual([live]);
  expect((await listed('test', { externalId })).items.map(({ id }) => id)).toEqual([test]);
});

test('each mode has its own Idempotency-Keys', async () => {
  const headers = { 'idempotency-key': 'order-1' };
  const live = await submit('live', { headers });
  const test = await submit('test', { headers });

  const again = await submit('test', { headers });

  expect(test.headers).not.toHaveProperty('idempotency-replayed');
  expect(submittedId(test)).not.toBe(submittedId(live));
  expect(again.headers).toMatchObject({ 'idempotency-replayed': 'true' });
  expect(again.body).toBe(test.body);
});

test('the customer’s token opens an inquiry of either mode', async () => {
  for (const mode of modes) {
    const id = submittedId(await submit(mode));
    expect(jsonOf(await get(mode, `/v1/inquiries/${id}/status`, { authorizer: asCustomer(id) }))).toMatchObject({
      mode,
    });
  }
});

test('a policy from before there were modes is a live one', async () => {
  const answer = await call(read, {
    path: `/v1/inquiries/${await givenInquiry(world.company.companyId)}`,
    authorizer: asCompany(world.company.companyId),
  });

  expect(jsonOf(answer)).toMatchObject({ mode: 'live' });
});
