import { CreateTableCommand, DeleteTableCommand } from '@aws-sdk/client-dynamodb';
import { dynamodbClient } from '../../../functions/clients/dynamodb.ts';
import { findAllowance, saveAllowance } from '../../../functions/entities/allowance.ts';
import { createCompany } from '../../../functions/entities/company.ts';
import { findIndexState, takeBuilding } from '../../../functions/entities/index-state.ts';
import { tableDefinition } from '../../../functions/entities/table-definition.ts';
import { newUlid } from '../../../functions/new-ulid.ts';
import type { CompanyId } from '../../../schemas/ids.ts';
import { epochMs } from '../../../schemas/units.ts';
import { companySettings, type HttpWorld, openHttpWorld } from '../../support/http-world.ts';
import { accountWrites } from './account-writes.ts';
import { conditionsInSource } from './conditions-in-source.ts';
import { contentWrites } from './content-writes.ts';
import { escalationWrites } from './escalation-writes.ts';
import { inquiryWrites, nowMs } from './inquiry-writes.ts';
import { jobWrites } from './job-writes.ts';
import { mailWrites } from './mail-writes.ts';
import type { WriteCase } from './write-case.ts';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
}, 60_000);
// Each case looks at the whole table, which is why none leaves anything to the next.
beforeEach(async () => {
  await dynamodbClient().send(new DeleteTableCommand({ TableName: 'inquiries' }));
  await dynamodbClient().send(new CreateTableCommand({ TableName: 'inquiries', ...tableDefinition }));
});
afterAll(() => world.close());

const cases: Readonly<Record<string, WriteCase>> = {
  ...inquiryWrites,
  ...escalationWrites,
  ...mailWrites,
  ...jobWrites,
  ...accountWrites,
  ...contentWrites,
};

async function freshCompany(): Promise<CompanyId> {
  const settings = companySettings(newUlid(nowMs), 'Fresh');
  await createCompany(settings, nowMs);
  return settings.companyId;
}

test.each(Object.entries(cases))('%s commits when every condition holds', async (_, one) => {
  expect(await one.run(await freshCompany())).toEqual({ outcome: one.expected(), isChanged: true });
});

const violated = Object.entries(cases).flatMap(([name, one]) =>
  one.violations.map((violation) => [name, violation, one] as const),
);

test.each(violated)('%s leaves the table as it was when this does not hold: %s', async (_, violation, one) => {
  expect(await one.run(await freshCompany(), violation)).toEqual({
    outcome: one.expected(violation),
    isChanged: false,
  });
});

test.each([
  ['a first build', async () => {}],
  [
    'a later build',
    async (companyId: CompanyId) => {
      await takeBuilding(companyId, { nowMs: epochMs(1), untilMs: epochMs(2) });
    },
  ],
])('of two that take %s at once, one builds', async (_, given) => {
  const companyId = await freshCompany();
  await given(companyId);
  const operation = (await findIndexState(companyId)) === null ? 'PutItem' : 'UpdateItem';
  world.aws.meetNext(operation, [`${nowMs + 111}`, `${nowMs + 222}`]);

  const taken = await Promise.all(
    [111, 222].map((later) => takeBuilding(companyId, { nowMs, untilMs: epochMs(nowMs + later) })),
  );

  expect(taken).toEqual([{ takenUntilMs: null }, { takenUntilMs: nowMs + 222 }]);
  expect((await findIndexState(companyId))?.buildingUntilMs).toBe(nowMs + 111);
});

test('of two that make an allowance at once, one does', async () => {
  const key = { companyId: await freshCompany(), bucket: 'requests' } as const;
  const to = { tokens: 5, refilledAtMs: nowMs };

  expect(await saveAllowance(key, { from: null, to })).toBe(true);
  expect(await saveAllowance(key, { from: null, to: { ...to, tokens: 9 } })).toBe(false);
  expect(await findAllowance(key)).toEqual(to);
});

/** Conditions that are tried above, or that stand and fall with another one. */
const triedOtherwise: Readonly<Record<string, readonly string[]>> = {
  takeBuilding: ['new indexState', 'buildingUntilMs'],
  saveAllowance: ['new allowance'],
  // It changes no entry and claims no key.
  askForIndexAlone: ['version', 'createdAtMs', 'expiresAt'],
  // Items of the inquiry's own id, which is taken when its head is.
  submitInquiry: ['new inquiryText', 'new timelineEvent', 'new dueWork', 'new personReference'],
  // What `webhookItems` makes, in a transaction of its own.
  createWebhookDelivery: [],
};

test('every condition of every conditional write is violated by a case', () => {
  const missing = [...conditionsInSource(['functions/entities', 'functions/transactions'])].flatMap(
    ([name, conditions]) => {
      const tried = [...Object.entries(cases)]
        .filter(([title]) => title.split(',')[0] === name)
        .flatMap(([, one]) => one.violations.map((violation) => violation.split(':')[0] ?? ''));
      const known = [...tried, ...(triedOtherwise[name] ?? [])];
      return [...conditions].filter((condition) => !known.includes(condition)).map((one) => `${name}: ${one}`);
    },
  );

  expect(missing).toEqual([]);
});
