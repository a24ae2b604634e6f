import { handler } from '../../../../functions/http/read.ts';
import { InquiryDetail, InquiryStatusResponse } from '../../../../schemas/api/inquiries.ts';
import type { InquiryId } from '../../../../schemas/ids.ts';
import { asCompany, call, type EventParts, jsonOf } from '../../../support/http-event.ts';
import { type HttpWorld, openHttpWorld } from '../../../support/http-world.ts';
import { givenAnalysis, givenAnswer, givenEscalation, givenInquiry } from '../../../support/inquiry-fixtures.ts';
import { until } from '../../../support/until.ts';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
  // From here on the plan of the company is known.
  await etagOf(await newInquiry());
});
afterAll(() => world.close());

const newInquiry = () => givenInquiry(world.company.companyId);
const get = (path: string, parts: Partial<EventParts> = {}) =>
  call(handler, { path, authorizer: asCompany(world.company.companyId), ...parts });
const statusPath = (inquiryId: InquiryId) => `/v1/inquiries/${inquiryId}/status`;
const etagOf = async (inquiryId: InquiryId) => String((await get(statusPath(inquiryId))).headers?.etag);

const counts = () => ({ reads: world.aws.calls('GetItem').length, queries: world.aws.calls('Query').length });

/** Asks, and does `change` once the request has looked at least twice more. */
async function whileWaiting(ask: () => ReturnType<typeof get>, change: () => Promise<void>) {
  const before = counts();
  const asked = ask();
  await until('two more looks', async () => (counts().reads >= before.reads + 3 ? true : undefined));
  const queriesWhileWaiting = counts().queries - before.queries;
  await change();
  return { answer: await asked, queriesWhileWaiting };
}

test('a request waits for the answer with reads of the head alone', async () => {
  const inquiryId = await newInquiry();

  const { answer, queriesWhileWaiting } = await whileWaiting(
    () => get(statusPath(inquiryId), { query: { wait: '20' } }),
    () => givenAnswer(inquiryId),
  );

  expect(InquiryStatusResponse.parse(jsonOf(answer))).toMatchObject({
    status: 'ai_responded',
    answer: { text: 'It comes on Tuesday.' },
  });
  expect(queriesWhileWaiting).toBe(0);
});

test('an inquiry is waited for with its expansions', async () => {
  const inquiryId = await newInquiry();

  const { answer } = await whileWaiting(
    () => get(`/v1/inquiries/${inquiryId}`, { query: { wait: '20', expand: 'events' } }),
    () => givenAnswer(inquiryId),
  );

  expect(InquiryDetail.parse(jsonOf(answer)).events?.map(({ kind }) => kind)).toContain('answer_stored');
});

test('a caller that knows the present state is told of the next one, answered or not', async () => {
  const inquiryId = await newInquiry();
  const etag = await etagOf(inquiryId);

  const { answer } = await whileWaiting(
    () => get(statusPath(inquiryId), { query: { wait: '20' }, headers: { 'if-none-match': etag } }),
    () => givenAnalysis(inquiryId, 'en'),
  );

  expect(jsonOf(answer)).toMatchObject({ status: 'pending', urgency: 'high' });
  expect(answer.headers?.etag).not.toBe(etag);
});

test.each([
  ['a 200', false, 200],
  ['a 304', true, 304],
])('when nothing comes in time the answer is %s', async (_, isKnown, statusCode) => {
  const inquiryId = await newInquiry();
  await givenEscalation(world.company.companyId, inquiryId);
  const headers = isKnown ? { 'if-none-match': await etagOf(inquiryId) } : {};
  const before = counts().reads;

  const answer = await get(statusPath(inquiryId), { query: { wait: '1' }, headers });

  const looks = counts().reads - before;
  expect(answer.statusCode).toBe(statusCode);
  expect(looks).toBeGreaterThanOrEqual(2);
  expect(looks).toBeLessThanOrEqual(6);
});

test.each([
  ['answered', async (inquiryId: InquiryId) => givenAnswer(inquiryId), {}],
  ['answered and known', async (inquiryId: InquiryId) => givenAnswer(inquiryId), { 'if-none-match': '*' }],
  ['not what the caller knows', async () => {}, { 'if-none-match': '"other"' }],
])('what is %s is not waited for', async (_, prepare, headers) => {
  const inquiryId = await newInquiry();
  await prepare(inquiryId);
  const before = counts().reads;

  const answer = await get(`/v1/inquiries/${inquiryId}`, { query: { wait: '20' }, headers });

  expect([200, 304]).toContain(answer.statusCode);
  expect(counts().reads - before).toBe(1);
});

test.each(['0', '21', '1.5', '-1', ' 5', 'x', ''])('wait=%j is refused', async (wait) => {
  const inquiryId = await newInquiry();

  expect(jsonOf(await get(statusPath(inquiryId), { query: { wait } }))).toMatchObject({
    status: 422,
    errors: [{ path: 'wait' }],
  });
});
