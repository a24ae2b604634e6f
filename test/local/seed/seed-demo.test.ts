import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateTableCommand } from '@aws-sdk/client-dynamodb';
import { CreateBucketCommand } from '@aws-sdk/client-s3';
import { ulid } from 'ulid';
import { buildKnowledgeIndex } from '../../../domain/retrieval/knowledge-index.ts';
import { prepareIndex } from '../../../domain/retrieval/prepared-index.ts';
import { searchKnowledge } from '../../../domain/retrieval/search-knowledge.ts';
import { dynamodbClient } from '../../../functions/clients/dynamodb.ts';
import { s3Client } from '../../../functions/clients/s3.ts';
import { config } from '../../../functions/config.ts';
import { findCompany } from '../../../functions/entities/account.ts';
import { findApiKeyByHash } from '../../../functions/entities/api-key.ts';
import { createCompany, listCompanies } from '../../../functions/entities/company.ts';
import { changeKnowledge, listAllKnowledge } from '../../../functions/entities/knowledge.ts';
import { tableDefinition } from '../../../functions/entities/table-definition.ts';
import { loadIndex } from '../../../functions/knowledge/load-index.ts';
import { newUlid } from '../../../functions/new-ulid.ts';
import { hashApiKey, newApiKey } from '../../../functions/tokens/api-key.ts';
import { dynamodb } from '../../../local/aws/dynamodb/dynamodb.ts';
import { openAwsEndpoint } from '../../../local/aws/endpoint.ts';
import { createFaults } from '../../../local/aws/faults.ts';
import { s3 } from '../../../local/aws/s3/s3.ts';
import { systemClock } from '../../../local/clock.ts';
import { ensureDemo } from '../../../local/runtime/runtime-file.ts';
import { demoKnowledge, knowledgeTopics, passageIdOf } from '../../../local/seed/demo-knowledge.ts';
import { demoSettings, seedDemo } from '../../../local/seed/seed-demo.ts';
import { startStore } from '../../../local/store/store.ts';
import { CompanySettings } from '../../../schemas/company.ts';
import { CompanyId } from '../../../schemas/ids.ts';
import { Passage } from '../../../schemas/knowledge.ts';
import { epochMs } from '../../../schemas/units.ts';
import { setFunctionEnvironment } from '../../support/function-environment.ts';

const nowMs = epochMs(Date.UTC(2026, 0, 5, 9));
const dataDir = mkdtempSync(join(tmpdir(), 'seed-'));
const store = await startStore({ dataDir });
const endpoint = await openAwsEndpoint({
  port: 0,
  faults: createFaults({ clock: systemClock }),
  services: {
    dynamodb: dynamodb.open({ store }),
    s3: s3.open({ objectFolder: join(dataDir, 's3'), clock: systemClock }),
  },
});
setFunctionEnvironment({ awsEndpoint: endpoint.url });

beforeAll(async () => {
  await dynamodbClient().send(new CreateTableCommand({ TableName: config().tableName, ...tableDefinition }));
  await s3Client().send(new CreateBucketCommand({ Bucket: config().bucketName }));
});

afterAll(async () => {
  dynamodbClient().destroy();
  s3Client().destroy();
  await endpoint.close();
  await store.close();
  rmSync(dataDir, { recursive: true, force: true });
});

test('the demo company can be found by its key, with settings and knowledge', async () => {
  const { companyId, apiKey } = await seedDemo({ nowMs });

  const record = await findApiKeyByHash(hashApiKey(apiKey));
  const loaded = await loadIndex(companyId, nowMs);
  expect(record).toMatchObject({ companyId, prefix: apiKey.slice(0, apiKey.lastIndexOf('_')), createdAtMs: nowMs });
  expect(record?.scopes).toEqual(expect.arrayContaining(['inquiries:write', 'inquiries:read']));
  expect((await findCompany(companyId, nowMs))?.staff).toHaveLength(3);
  expect(loaded?.index.passages).toHaveLength(demoKnowledge.length);
});

test('what is known and there stays as it is', async () => {
  const known = await seedDemo({ nowMs });

  const again = await seedDemo({ nowMs: epochMs(nowMs + 1_000), known });

  expect(again).toEqual(known);
  expect((await findApiKeyByHash(hashApiKey(known.apiKey)))?.createdAtMs).toBe(nowMs);
});

test('a demo company that is there is found when its key is not known any more, and gets another one', async () => {
  const before = await seedDemo({ nowMs });
  const count = (await listCompanies()).length;

  const found = await seedDemo({ nowMs: epochMs(nowMs + 1_000) });

  expect(found.companyId).toBe(before.companyId);
  expect((await findApiKeyByHash(hashApiKey(found.apiKey)))?.companyId).toBe(before.companyId);
  expect((await findApiKeyByHash(hashApiKey(before.apiKey)))?.companyId).toBe(before.companyId);
  expect(await listCompanies()).toHaveLength(count);
});

test.each([
  ['as the last start told others', (told: string) => told],
  ['with another key, where that is damaged too', () => '{'],
])('a demo.json that is missing is written again, %s', async (_, damage) => {
  const folder = mkdtempSync(join(tmpdir(), 'demo-'));
  const before = await ensureDemo(folder, nowMs);
  const addresses = { apiUrl: endpoint.url, awsEndpoint: endpoint.url, outboxUrl: endpoint.url };
  const names = { tableName: 'inquiries', bucketName: 'inquiries', stateMachineArn: 'arn' };
  const told = { pid: 1, ...addresses, dynamodbEndpoint: endpoint.url, ...names, demo: before };
  writeFileSync(join(folder, 'runtime.json'), damage(JSON.stringify(told)));
  rmSync(join(folder, 'demo.json'));

  const after = await ensureDemo(folder, nowMs);

  expect(after.companyId).toBe(before.companyId);
  expect(after.apiKey === before.apiKey).toBe(damage('') === '');
  expect(JSON.parse(readFileSync(join(folder, 'demo.json'), 'utf8'))).toEqual(after);
  rmSync(folder, { recursive: true });
});

test('a known company whose store was lost is made again under its own id and key', async () => {
  const apiKey = newApiKey(randomBytes, 'live').key;
  const known = { companyId: unusedCompanyId(), apiKey };

  expect(await seedDemo({ nowMs, known })).toEqual(known);
  expect((await findApiKeyByHash(hashApiKey(apiKey)))?.companyId).toBe(known.companyId);
  expect(await loadIndex(known.companyId, nowMs)).not.toBeNull();
});

test('a kept key that is none is refused, and no company is left behind', async () => {
  const known = { companyId: unusedCompanyId(), apiKey: 'not-a-key' };

  await expect(seedDemo({ nowMs, known })).rejects.toThrow('remove demo.json from the data folder');
  expect(await findCompany(known.companyId, nowMs)).toBeNull();
});

test('its knowledge stands in entries, under the ids that the index has', async () => {
  const { companyId } = await seedDemo({ nowMs });

  const entries = await listAllKnowledge(companyId);

  expect(entries.map(({ knowledgeId }) => String(knowledgeId))).toEqual(
    demoKnowledge.map(({ passageId }) => passageId).toSorted(),
  );
});

test('a company whose knowledge an earlier version put into the index alone gets its entries', async () => {
  const known = { companyId: unusedCompanyId(), apiKey: newApiKey(randomBytes, 'live').key };
  await createCompany(demoSettings(known.companyId), nowMs);

  await seedDemo({ nowMs, known });

  expect(await listAllKnowledge(known.companyId)).toHaveLength(demoKnowledge.length);
});

test('what the company has made of its knowledge since stays', async () => {
  const known = await seedDemo({ nowMs });
  const entries = await listAllKnowledge(known.companyId);
  const changes = entries.slice(0, 50).map((entry) => ({ kind: 'remove' as const, known: entry }));
  await changeKnowledge(known.companyId, { changes, nowMs });

  await seedDemo({ nowMs: epochMs(nowMs + 1_000), known });

  expect(await listAllKnowledge(known.companyId)).toEqual(entries.slice(50));
});

const unusedCompanyId = (): CompanyId => CompanyId.parse(newUlid(nowMs));

describe('demo company', () => {
  const index = prepareIndex(buildKnowledgeIndex(demoKnowledge));

  test('the demo company is a company whose staff can be reached, with a manager for the last stage', () => {
    const settings = CompanySettings.parse(demoSettings(CompanyId.parse(ulid().toLowerCase())));

    expect(settings.staff.map(({ role }) => role).sort()).toEqual(['agent', 'agent', 'manager']);
    expect(settings.staff.every(({ email }) => email.endsWith('@example.com'))).toBe(true);
  });

  test('no holiday falls on a weekend, where it would change nothing', () => {
    const { calendar } = demoSettings(CompanyId.parse(ulid().toLowerCase()));

    const weekdays = calendar.holidays.map((date) => new Date(`${date}T00:00:00Z`).getUTCDay());

    expect(weekdays.filter((day) => day === 0 || day === 6)).toEqual([]);
  });

  test('every topic stands once in Korean and once in English', () => {
    const ids = demoKnowledge.map((passage) => Passage.parse(passage).passageId);

    expect(ids.toSorted()).toEqual(knowledgeTopics.flatMap((topic) => [`${topic}-en`, `${topic}-ko`]).toSorted());
  });

  test('Korean entries are written in Hangul, English ones without', () => {
    const hangul = demoKnowledge.map(({ language, text }) => ({
      language,
      hasHangul: /\p{Script=Hangul}/u.test(text),
    }));

    expect(hangul.filter(({ language, hasHangul }) => hasHangul !== (language === 'ko'))).toEqual([]);
  });

  test.each(demoKnowledge.map(({ passageId, title, language }) => [passageId, title, language] as const))(
    '%s is the first that its own question finds',
    (passageId, title, language) => {
      const { passages } = searchKnowledge(index, { text: title, language });

      expect(passages[0]?.passageId).toBe(passageId);
    },
  );

  test.each([
    ['ko', '어제 주문한 물건은 언제쯤 도착하나요?', 'shipping-time'],
    ['ko', '적립금이 사라지기 전에 알려 주나요?', 'points-expiry'],
    ['ko', '구매한 가방이 고장 났는데 보증이 되나요?', 'warranty'],
    ['en', 'I moved last week. Can you send my order to a new address?', 'address-change'],
    ['en', 'Do you ship to Germany and what are the customs duties?', 'international-delivery'],
    ['en', 'The vase arrived broken, the box was damaged', 'damaged-item'],
  ] as const)('a question in a customer’s own words (%s) is among the first three: %s', (language, text, topic) => {
    const { passages } = searchKnowledge(index, { text, language });

    expect(passages.slice(0, 3).map(({ passageId }) => passageId)).toContain(passageIdOf(topic, language));
  });
});
