import { createCompany } from '../../../../functions/entities/company.ts';
import { handler } from '../../../../functions/http/intake.ts';
import { SubmitBatchResponse } from '../../../../schemas/api/submissions.ts';
import { CompanyId } from '../../../../schemas/ids.ts';
import { epochMs } from '../../../../schemas/units.ts';
import { givenUsage } from '../../../support/given-usage.ts';
import { asCompany, call, jsonBody, jsonOf } from '../../../support/http-event.ts';
import { companySettings, type HttpWorld, openHttpWorld } from '../../../support/http-world.ts';

const { jest } = import.meta;

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
});
afterAll(() => world.close());

/** Noon on the 30th of a month of 31 days. */
const noonMs = Date.UTC(2026, 0, 30, 12);
const now = (atMs: number) => jest.spyOn(Date, 'now').mockReturnValue(atMs);
beforeEach(() => now(noonMs));
afterEach(() => jest.restoreAllMocks());

let made = 0;
/** A company of the plan basic, 1,000 inquiries a month, of which these are used. */
async function companyWith(used: number): Promise<CompanyId> {
  made += 1;
  const companyId = CompanyId.parse(`01jk${String(made).padStart(22, '0')}`);
  await createCompany(companySettings(companyId, 'Busy', 'basic'), epochMs(noonMs - 86_400_000));
  await givenUsage(companyId, noonMs - 86_400_000, { count: used - 1 });
  await givenUsage(companyId, noonMs - 3_600_000, { count: 1 });
  return companyId;
}

const inquiry = { title: 'Where is my parcel?', content: 'It should be here.' };
const submit = (companyId: CompanyId, headers: Readonly<Record<string, string>> = {}) => {
  const request = jsonBody(inquiry);
  return call(handler, {
    path: '/v1/inquiries',
    authorizer: asCompany(companyId),
    ...request,
    headers: { ...request.headers, ...headers },
  });
};

test('what is left of the month is told with each submission, and the one above it is refused', async () => {
  const companyId = await companyWith(998);

  const first = await submit(companyId);
  const second = await submit(companyId);
  const startsBefore = world.aws.calls('TransactWriteItems').length;
  const refused = await submit(companyId);

  expect(first.headers).toMatchObject({
    'ratelimit-policy': '"requests";q=40;w=4, "inquiries";q=1000;w=2678400',
    ratelimit: '"requests";r=39;t=1, "inquiries";r=1;t=129600',
  });
  expect([first.statusCode, second.statusCode]).toEqual([202, 202]);
  expect(jsonOf(refused)).toMatchObject({
    status: 429,
    code: 'quota_exceeded',
    detail: 'The plan basic allows 1000 inquiries a month',
  });
  expect(refused.headers).toMatchObject({
    'retry-after': '86400',
    ratelimit: '"requests";r=37;t=1, "inquiries";r=0;t=129600',
  });
  expect(world.aws.calls('TransactWriteItems').length).toBe(startsBefore);
});

test('a month that ends within a day is waited for to the second', async () => {
  const companyId = await companyWith(1_000);
  now(noonMs + 86_400_000 - 5_000);

  const refused = await submit(companyId);
  now(Date.UTC(2026, 1, 1, 0, 0, 1));
  const passed = await submit(companyId);

  expect(refused.headers?.['retry-after']).toBe('43205');
  expect(passed.statusCode).toBe(202);
  expect(passed.headers?.ratelimit).toContain('"inquiries";r=999;');
});

test('an accepted key is replayed when the quota is used up', async () => {
  const companyId = await companyWith(999);
  const first = await submit(companyId, { 'idempotency-key': 'order-1' });
  const other = await submit(companyId);

  const replayed = await submit(companyId, { 'idempotency-key': 'order-1' });

  expect(other.statusCode).toBe(429);
  expect([replayed.statusCode, replayed.headers?.['idempotency-replayed']]).toEqual([202, 'true']);
  expect(jsonOf(replayed)).toEqual(jsonOf(first));
  expect(replayed.headers?.ratelimit).not.toContain('inquiries');
});

test('a refused inquiry takes no place', async () => {
  const companyId = await companyWith(999);
  world.aws.failNext('TransactWriteItems', 'ThrottlingException');
  world.aws.failNext('TransactWriteItems', 'ThrottlingException');
  world.aws.failNext('TransactWriteItems', 'ThrottlingException');
  const failed = await submit(companyId);
  world.aws.forgetMishaps();

  const passed = await submit(companyId);

  expect(failed.statusCode).toBe(503);
  expect(passed.statusCode).toBe(202);
});

test('of a batch what is within the quota is accepted, for one request’s token', async () => {
  const companyId = await companyWith(997);

  const answer = await call(handler, {
    path: '/v1/inquiries/batch',
    authorizer: asCompany(companyId),
    ...jsonBody({ items: Array.from({ length: 5 }, () => inquiry) }),
  });

  const { items } = SubmitBatchResponse.parse(jsonOf(answer));
  expect(items.map(({ status }) => status).sort()).toEqual([202, 202, 202, 429, 429]);
  expect(items.flatMap(({ problem }) => problem?.code ?? [])).toEqual(['quota_exceeded', 'quota_exceeded']);
  expect(answer.headers?.ratelimit).toBe('"requests";r=39;t=1, "inquiries";r=0;t=129600');
});

test('another process’s inquiries are seen within a minute', async () => {
  const companyId = await companyWith(990);
  await submit(companyId);
  await givenUsage(companyId, noonMs, { count: 10 });

  const unseen = await submit(companyId);
  now(noonMs + 60_000);
  const seen = await submit(companyId);

  expect([unseen.statusCode, seen.statusCode]).toEqual([202, 429]);
});
