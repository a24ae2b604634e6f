import { createCompany } from '../../../functions/entities/company.ts';
import { inquiriesThisMonth } from '../../../functions/usage/reserve-inquiry.ts';
import { CompanyId } from '../../../schemas/ids.ts';
import { epochMs } from '../../../schemas/units.ts';
import { givenUsage } from '../../support/given-usage.ts';
import { companySettings, type HttpWorld, openHttpWorld } from '../../support/http-world.ts';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
});
afterAll(() => world.close());

const second = 1_000;
const hour = 3_600_000;
const midnightMs = Date.UTC(2026, 0, 6);

let made = 0;
async function newCompany(): Promise<CompanyId> {
  made += 1;
  const companyId = CompanyId.parse(`01jp${String(made).padStart(22, '0')}`);
  await createCompany(companySettings(companyId, 'Late'), epochMs(midnightMs - 48 * hour));
  return companyId;
}

const countAt = async (companyId: CompanyId, atMs: number) => (await inquiriesThisMonth(companyId, epochMs(atMs))).used;

test.each([
  { when: 'in the first hour of a day', afterMidnightMs: 5 * second },
  { when: 'later in the day', afterMidnightMs: 9 * hour },
])('the days before are not read again within the day: $when', async ({ afterMidnightMs }) => {
  const companyId = await newCompany();
  const atMs = midnightMs + afterMidnightMs;
  await givenUsage(companyId, midnightMs - hour, { count: 3 });
  const first = await countAt(companyId, atMs);
  const before = world.aws.calls('Query').length;

  const again = await countAt(companyId, atMs + 10 * second);

  expect([first, again]).toEqual([3, 3]);
  expect(world.aws.calls('Query').length).toBe(before);
});

test('what was under way at midnight is counted when the day before is over', async () => {
  const companyId = await newCompany();
  await givenUsage(companyId, midnightMs - hour);
  await countAt(companyId, midnightMs + 5 * second);
  await givenUsage(companyId, midnightMs - second);

  const [before, after] = [
    await countAt(companyId, midnightMs + hour - second),
    await countAt(companyId, midnightMs + hour),
  ];

  expect([before, after]).toEqual([1, 2]);
});
