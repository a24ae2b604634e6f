import { findAllowance } from '../../../../functions/entities/allowance.ts';
import { createCompany } from '../../../../functions/entities/company.ts';
import { listUsageDays } from '../../../../functions/entities/usage.ts';
import { handler } from '../../../../functions/http/admin.ts';
import { sumDays } from '../../../../functions/usage/usage-by-day.ts';
import { GetUsageResponse } from '../../../../schemas/api/usage.ts';
import { CompanyId } from '../../../../schemas/ids.ts';
import { epochMs } from '../../../../schemas/units.ts';
import { givenUsage } from '../../../support/given-usage.ts';
import { asCompany, call, jsonOf } from '../../../support/http-event.ts';
import { companySettings, type HttpWorld, openHttpWorld } from '../../../support/http-world.ts';

const { jest } = import.meta;

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
});
afterAll(() => world.close());

const day = (text: string, hour = 9): number => Date.parse(`${text}T${String(hour).padStart(2, '0')}:00:00Z`);
const now = (atMs: number) => jest.spyOn(Date, 'now').mockReturnValue(atMs);
afterEach(() => jest.restoreAllMocks());

let made = 0;
async function newCompany(createdAtMs = day('2026-01-10')): Promise<CompanyId> {
  made += 1;
  const companyId = CompanyId.parse(`01jh${String(made).padStart(22, '0')}`);
  await createCompany(companySettings(companyId, 'Counted', 'basic'), epochMs(createdAtMs));
  return companyId;
}

const get = (companyId: CompanyId, query: Readonly<Record<string, string>> = {}) =>
  call(handler, { path: '/v1/usage', query, authorizer: asCompany(companyId, 'admin') });
const usage = async (companyId: CompanyId, query?: Readonly<Record<string, string>>) =>
  GetUsageResponse.parse(jsonOf(await get(companyId, query)));

const zero = {
  inquiries: 0,
  answered: 0,
  escalated: 0,
  promptTokens: 0,
  completionTokens: 0,
  pages: 0,
  comprehendUnits: 0,
  costUsd: 0,
};

test('a month is shown day by day with its sums and what is left of the quota', async () => {
  const companyId = await newCompany();
  await givenUsage(companyId, day('2026-01-11'), { count: 2 });
  await givenUsage(companyId, day('2026-01-11'), { isFirst: false, outcome: 'escalated', pagesRead: 0 });
  await givenUsage(companyId, day('2026-01-12'), { outcome: 'escalated', pagesRead: 3, modelCostUsd: 0.0025 });
  now(day('2026-01-12', 12));

  const { plan, quota, days, totals } = await usage(companyId);

  expect(plan).toBe('basic');
  expect(quota).toEqual({
    inquiriesPerMonth: 1_000,
    used: 3,
    remaining: 997,
    resetsAt: '2026-02-01T00:00:00.000Z',
  });
  expect(days).toHaveLength(12);
  expect(days.slice(-3)).toEqual([
    { day: '2026-01-10', ...zero },
    {
      day: '2026-01-11',
      inquiries: 2,
      answered: 2,
      escalated: 1,
      promptTokens: 3_000,
      completionTokens: 300,
      pages: 0,
      comprehendUnits: 27,
      costUsd: 0.003,
    },
    {
      day: '2026-01-12',
      ...zero,
      inquiries: 1,
      escalated: 1,
      promptTokens: 1_000,
      completionTokens: 100,
      pages: 3,
      comprehendUnits: 9,
      costUsd: 0.0025,
    },
  ]);
  expect(totals).toMatchObject({ inquiries: 3, answered: 2, escalated: 2, pages: 3, costUsd: 0.0055 });
});

test('a day is summed once when it is over, and not before an hour into the next', async () => {
  const companyId = await newCompany();
  const span = { from: '2026-01-10', to: '2026-01-12' };
  await givenUsage(companyId, day('2026-01-11'));
  now(day('2026-01-12', 0));
  await usage(companyId);
  const early = await listUsageDays(companyId, span);
  await givenUsage(companyId, day('2026-01-11', 23));
  now(day('2026-01-12', 1));
  await usage(companyId);
  const late = await listUsageDays(companyId, span);

  expect([...early.keys()]).toEqual(['2026-01-10']);
  expect([...late.keys()]).toEqual(['2026-01-10', '2026-01-11']);
  expect(late.get('2026-01-11')).toMatchObject({ inquiries: 2 });
});

test('the nightly pass sums what nobody has asked for, and twice changes nothing', async () => {
  const companyId = await newCompany();
  await givenUsage(companyId, day('2026-01-11'));
  const nowMs = epochMs(day('2026-02-10', 18));

  await sumDays([companyId], nowMs);
  const first = await listUsageDays(companyId, { from: '2026-01-01', to: '2026-02-10' });
  await sumDays([companyId], nowMs);

  expect(first.get('2026-01-11')).toMatchObject({ inquiries: 1, costUsd: 0.001 });
  expect([...first.keys()].at(-1)).toBe('2026-02-09');
  expect(await listUsageDays(companyId, { from: '2026-01-01', to: '2026-02-10' })).toEqual(first);
});

test('days of another month leave the quota that of the present one', async () => {
  const companyId = await newCompany();
  await givenUsage(companyId, day('2026-01-31', 23), { count: 5 });
  await givenUsage(companyId, day('2026-02-01', 0), { count: 2 });
  now(day('2026-02-02'));

  const { quota, days, totals } = await usage(companyId, { from: '2026-01-31', to: '2026-01-31' });

  expect(days.map(({ day: name }) => name)).toEqual(['2026-01-31']);
  expect(totals.inquiries).toBe(5);
  expect(quota).toMatchObject({ used: 2, remaining: 998, resetsAt: '2026-03-01T00:00:00.000Z' });
});

test.each([
  [{ from: '2026-02-30' }, 'from'],
  [{ from: '2026-01-02', to: '2026-01-01' }, 'from'],
  [{ from: '2025-10-01', to: '2026-01-01' }, 'from'],
  [{ day: '2026-01-01' }, 'day'],
])('%j is refused with the field at fault', async (query, path) => {
  const answer = await get(world.company.companyId, query);

  expect(jsonOf(answer)).toMatchObject({ status: 422, errors: [{ path }] });
});

test('a key without the scope admin reads nothing, and costs its company nothing', async () => {
  const companyId = await newCompany();

  const answer = await call(handler, { path: '/v1/usage', authorizer: asCompany(companyId) });

  expect(answer.statusCode).toBe(403);
  expect(await findAllowance({ companyId, bucket: 'requests' })).toBeNull();
});
