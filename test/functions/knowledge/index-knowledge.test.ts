import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateTableCommand } from '@aws-sdk/client-dynamodb';
import { CreateBucketCommand } from '@aws-sdk/client-s3';
import { ulid } from 'ulid';
import { dynamodbClient } from '../../../functions/clients/dynamodb.ts';
import { s3Client } from '../../../functions/clients/s3.ts';
import { config } from '../../../functions/config.ts';
import { findIndexState, leaveBuilding, takeBuilding } from '../../../functions/entities/index-state.ts';
import { findJob } from '../../../functions/entities/job.ts';
import { askForIndexAlone, indexJobIdOf } from '../../../functions/entities/knowledge.ts';
import { tableDefinition } from '../../../functions/entities/table-definition.ts';
import { readIndexView } from '../../../functions/http/knowledge/knowledge-index.ts';
import { performJob } from '../../../functions/job-runner/perform-job.ts';
import { loadIndex } from '../../../functions/knowledge/load-index.ts';
import { mergeEntries } from '../../../functions/knowledge/merge-entries.ts';
import { dynamodb } from '../../../local/aws/dynamodb/dynamodb.ts';
import { openAwsEndpoint } from '../../../local/aws/endpoint.ts';
import { createFaults } from '../../../local/aws/faults.ts';
import { s3 } from '../../../local/aws/s3/s3.ts';
import { systemClock } from '../../../local/clock.ts';
import { startStore } from '../../../local/store/store.ts';
import { CompanyId, KnowledgeId } from '../../../schemas/ids.ts';
import type { KnowledgeState } from '../../../schemas/knowledge.ts';
import { epochMs } from '../../../schemas/units.ts';
import { setFunctionEnvironment } from '../../support/function-environment.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { until } from '../../support/until.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'index-knowledge-'));
const store = await startStore({ dataDir });
const clock = new ManualClock();
const faults = createFaults({ clock });
const endpoint = await openAwsEndpoint({
  port: 0,
  faults,
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
afterEach(() => faults.clear());
afterAll(async () => {
  dynamodbClient().destroy();
  s3Client().destroy();
  await endpoint.close();
  await store.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const now = () => epochMs(Date.now());
const newCompany = (): CompanyId => CompanyId.parse(ulid().toLowerCase());
const put = (companyId: CompanyId, id: string, state: KnowledgeState = 'active') =>
  mergeEntries(companyId, {
    wanted: [{ companyId, knowledgeId: KnowledgeId.parse(id), fields: { title: `About ${id}`, text: 'Text.', state } }],
    nowMs: now(),
  });
const jobOf = (companyId: CompanyId) => findJob(indexJobIdOf(companyId));
async function perform(companyId: CompanyId) {
  const job = await jobOf(companyId);
  if (job === null) throw new Error('there is no job');
  return performJob(job, now());
}
/** As a process sees it that looked longer ago than it trusts its copy. */
let lookedAfterMs = 0;
const indexedIds = async (companyId: CompanyId) => {
  lookedAfterMs += 10_000;
  const loaded = await loadIndex(companyId, epochMs(now() + lookedAfterMs));
  return loaded?.index.passages.map(({ passageId }) => passageId);
};

test('the index holds every active entry under its id, and the job is over', async () => {
  const companyId = newCompany();
  await put(companyId, 'one');
  await put(companyId, 'two', 'archived');
  await put(companyId, 'three');

  expect(await perform(companyId)).toBe('done');

  expect(await indexedIds(companyId)).toEqual(['one', 'three']);
  expect(await jobOf(companyId)).toBeNull();
  expect(await readIndexView(companyId, now())).toMatchObject({ state: 'current', entries: 3, indexed: 2 });
});

test('a change during a build is in the index before the job ends', async () => {
  const companyId = newCompany();
  await put(companyId, 'one');
  faults.set([{ service: 's3', operation: 'PutObject', kind: 'slow', delayMs: 1_000, times: 1 }]);
  const building = perform(companyId);
  await until('the first index on its way', async () => (faults.list()[0]?.hitCount === 1 ? true : undefined));
  await put(companyId, 'two');

  await clock.advance(1_000);

  expect(await building).toBe('done');
  expect(await indexedIds(companyId)).toEqual(['one', 'two']);
  expect(await jobOf(companyId)).toBeNull();
});

test('while one builds another leaves it the job, which comes back should the first one die', async () => {
  const companyId = newCompany();
  await put(companyId, 'one');
  const nowMs = now();
  const untilMs = epochMs(nowMs + 60_000);
  await takeBuilding(companyId, { nowMs, untilMs });

  expect(await perform(companyId)).toBe('postponed');

  expect(await jobOf(companyId)).toMatchObject({ dueAtMs: untilMs });
  expect(await readIndexView(companyId, nowMs)).toMatchObject({ state: 'building', requestedAt: expect.any(String) });
  const job = await jobOf(companyId);
  if (job === null) throw new Error('the job is gone');
  expect(await performJob(job, epochMs(untilMs + 1))).toBe('done');
});

test('a build that fails leaves the old index, stays due, and is told as failed until it succeeds', async () => {
  const companyId = newCompany();
  await put(companyId, 'one');
  await perform(companyId);
  await put(companyId, 'two');
  faults.set([{ service: 's3', operation: 'PutObject', kind: 'error', errorName: 'AccessDenied', status: 403 }]);

  expect(await perform(companyId)).toBe('failed');

  faults.clear();
  expect(await readIndexView(companyId, now())).toMatchObject({ state: 'failed', entries: 1 });
  expect(await indexedIds(companyId)).toEqual(['one']);
  expect(await perform(companyId)).toBe('done');
  expect(await readIndexView(companyId, now())).toMatchObject({ state: 'current', entries: 2 });
});

test('the index of a company whose last entry was archived is empty', async () => {
  const companyId = newCompany();
  await put(companyId, 'one');
  await perform(companyId);
  await put(companyId, 'one', 'archived');

  await perform(companyId);

  expect(await findIndexState(companyId)).toMatchObject({ entries: 1, indexed: 0 });
});

test('it can be asked for without a change', async () => {
  const companyId = newCompany();

  await askForIndexAlone(companyId, now());

  expect(await perform(companyId)).toBe('done');
  expect(await indexedIds(companyId)).toEqual([]);
  expect(await leaveBuilding(companyId)).toBe(true);
});
