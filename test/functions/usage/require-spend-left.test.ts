import { createCompany } from '../../../functions/entities/company.ts';
import { requireSpendLeft } from '../../../functions/usage/require-spend-left.ts';
import { CompanyId } from '../../../schemas/ids.ts';
import { epochMs } from '../../../schemas/units.ts';
import { givenUsage } from '../../support/given-usage.ts';
import { companySettings, type HttpWorld, openHttpWorld } from '../../support/http-world.ts';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
});
afterAll(() => world.close());

const noonMs = Date.UTC(2026, 0, 5, 12);
let made = 0;
async function newCompany(modelSpendUsdPerDay?: number): Promise<CompanyId> {
  made += 1;
  const companyId = CompanyId.parse(`01jn${String(made).padStart(22, '0')}`);
  const limit = modelSpendUsdPerDay === undefined ? {} : { modelSpendUsdPerDay };
  await createCompany({ ...companySettings(companyId, 'Thrifty'), ...limit }, epochMs(noonMs));
  return companyId;
}

const attempt = (companyId: CompanyId, atMs = noonMs) =>
  requireSpendLeft(companyId, { drafts: [], nowMs: epochMs(atMs) });

test('what is spent of the day is counted until the limit, yesterday’s not', async () => {
  const companyId = await newCompany(0.01);
  await givenUsage(companyId, noonMs - 86_400_000, { modelCostUsd: 1 });
  await givenUsage(companyId, noonMs - 3_600_000, { modelCostUsd: 0.0099 });
  await attempt(companyId);
  await givenUsage(companyId, noonMs - 1_000, { modelCostUsd: 0.0001 });

  await attempt(companyId, noonMs + 29_999);
  const refused = attempt(companyId, noonMs + 30_000);

  await expect(refused).rejects.toMatchObject({ name: 'SpendLimitReached' });
  await attempt(companyId, noonMs + 43_200_000);
});

test('entries of the last minutes are counted once, however often they are read', async () => {
  const companyId = await newCompany(0.01);
  for (let minute = 0; minute < 20; minute += 1) {
    const atMs = noonMs + minute * 60_000;
    await givenUsage(companyId, atMs, { modelCostUsd: 0.0005 });
    if (minute < 19) await attempt(companyId, atMs);
    else await expect(attempt(companyId, atMs)).rejects.toMatchObject({ name: 'SpendLimitReached' });
  }
});

test('a company without a limit is not looked at', async () => {
  const companyId = await newCompany();
  await givenUsage(companyId, noonMs, { modelCostUsd: 1_000 });
  const before = world.aws.calls('Query').length;

  await attempt(companyId);

  // Its settings, and nothing of its ledger.
  expect(world.aws.calls('Query').length).toBe(before + 1);
});
