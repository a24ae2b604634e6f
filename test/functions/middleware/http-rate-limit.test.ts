import type { APIGatewayProxyResult } from 'aws-lambda';
import { createCompany } from '../../../functions/entities/company.ts';
import { handler as intake } from '../../../functions/http/intake.ts';
import { handler as read } from '../../../functions/http/read.ts';
import { CompanyId } from '../../../schemas/ids.ts';
import { epochMs } from '../../../schemas/units.ts';
import { asCompany, asCustomer, call, jsonBody, jsonOf } from '../../support/http-event.ts';
import { companySettings, type HttpWorld, openHttpWorld } from '../../support/http-world.ts';
import { givenInquiry } from '../../support/inquiry-fixtures.ts';

const { jest } = import.meta;

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
});
afterAll(() => world.close());

const startMs = Date.UTC(2026, 0, 5, 9);
beforeEach(() => {
  jest.spyOn(Date, 'now').mockReturnValue(startMs);
});
afterEach(() => jest.restoreAllMocks());
const at = (afterMs: number) => jest.spyOn(Date, 'now').mockReturnValue(startMs + afterMs);

let made = 0;
/** A company of the plan basic with a full bucket: 10 requests a second, 40 at once. */
async function newCompany(): Promise<CompanyId> {
  made += 1;
  const companyId = CompanyId.parse(`01je${String(made).padStart(22, '0')}`);
  await createCompany(companySettings(companyId, 'Small', 'basic'), epochMs(startMs));
  return companyId;
}

const list = (companyId: CompanyId) =>
  call(read, { path: '/v1/inquiries', query: { limit: '1' }, authorizer: asCompany(companyId) });
async function listTimes(companyId: CompanyId, times: number): Promise<readonly APIGatewayProxyResult[]> {
  return Promise.all(Array.from({ length: times }, () => list(companyId)));
}
const statusesOf = (answers: readonly APIGatewayProxyResult[]) =>
  [200, 429].map((status) => answers.filter(({ statusCode }) => statusCode === status).length);

test('the burst passes, what is above is refused with the time to wait, and after it passes', async () => {
  const companyId = await newCompany();

  const answers = await listTimes(companyId, 45);
  const refused = await list(companyId);
  at(99);
  const tooSoon = await list(companyId);
  at(100);
  const passed = await listTimes(companyId, 2);

  expect(statusesOf(answers)).toEqual([40, 5]);
  expect(jsonOf(refused)).toMatchObject({
    status: 429,
    code: 'too_many_requests',
    detail: 'The plan basic allows 10 requests a second, 40 at once',
  });
  expect(refused.headers).toMatchObject({
    'content-type': 'application/problem+json',
    'retry-after': '1',
    'ratelimit-policy': '"requests";q=40;w=4',
    ratelimit: '"requests";r=0;t=4',
  });
  expect(tooSoon.statusCode).toBe(429);
  expect(statusesOf(passed)).toEqual([1, 1]);
});

test('every answer to a company says what is left, problems and 304s too', async () => {
  const companyId = await newCompany();
  const inquiryId = await givenInquiry(companyId);
  const status = (headers: Record<string, string> = {}) =>
    call(read, { path: `/v1/inquiries/${inquiryId}/status`, authorizer: asCompany(companyId), headers });

  const first = await status();
  const invalid = await call(read, {
    path: '/v1/inquiries',
    query: { limit: '0' },
    authorizer: asCompany(companyId),
  });
  const unchanged = await status({ 'if-none-match': String(first.headers?.etag) });
  const last = await status();

  expect(first.headers).toMatchObject({ 'ratelimit-policy': '"requests";q=40;w=4', ratelimit: '"requests";r=39;t=1' });
  expect([invalid.statusCode, invalid.headers?.ratelimit]).toEqual([422, '"requests";r=38;t=1']);
  expect([unchanged.statusCode, unchanged.headers?.ratelimit]).toEqual([304, '"requests";r=37;t=1']);
  expect(last.headers?.ratelimit).toBe('"requests";r=37;t=1');
});

test('a 304 costs nothing: polls of what is known never use the bucket up', async () => {
  const companyId = await newCompany();
  const inquiryId = await givenInquiry(companyId);
  const poll = (etag: unknown) =>
    call(read, {
      path: `/v1/inquiries/${inquiryId}/status`,
      authorizer: asCompany(companyId),
      headers: { 'if-none-match': String(etag) },
    });
  const { headers } = await poll('"none"');

  const answers = [];
  for (let polls = 0; polls < 100; polls += 1) answers.push((await poll(headers?.etag)).statusCode);

  expect(new Set(answers)).toEqual(new Set([304]));
});

test('one company’s rate is not another’s, and customers are charged to nobody', async () => {
  const [busy, other] = [await newCompany(), await newCompany()];
  const inquiryId = await givenInquiry(busy);
  await listTimes(busy, 41);

  const poll = await call(read, { path: `/v1/inquiries/${inquiryId}/status`, authorizer: asCustomer(inquiryId) });

  expect((await list(busy)).statusCode).toBe(429);
  expect((await list(other)).statusCode).toBe(200);
  expect(poll.statusCode).toBe(200);
  expect(poll.headers).not.toHaveProperty('ratelimit');
});

test('nothing is done for a refused request', async () => {
  const companyId = await newCompany();
  await listTimes(companyId, 41);
  const startsBefore = world.aws.calls('StartExecution').length;

  const answer = await call(intake, {
    path: '/v1/inquiries',
    authorizer: asCompany(companyId),
    ...jsonBody({ title: 'Where is my parcel?', content: 'It should be here.' }),
  });

  expect(answer.statusCode).toBe(429);
  expect(world.aws.calls('StartExecution').length).toBe(startsBefore);
});

test('ten requests in a row cost one write of the allowance', async () => {
  const companyId = await newCompany();
  await list(companyId);
  const calls = () => world.aws.calls('UpdateItem').length + world.aws.calls('PutItem').length;
  const before = calls();

  for (let requests = 0; requests < 9; requests += 1) await list(companyId);
  const afterNine = calls() - before;
  await list(companyId);

  expect(afterNine).toBe(0);
  expect(calls() - before).toBe(1);
});

test('a store that cannot count lets requests pass', async () => {
  const companyId = await newCompany();
  world.aws.failNext('PutItem', 'AccessDeniedException');

  const answer = await list(companyId);

  expect(answer.statusCode).toBe(200);
  expect(answer.headers).not.toHaveProperty('ratelimit');
});
