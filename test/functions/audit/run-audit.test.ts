import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateTableCommand, DeleteItemCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { CreateStateMachineCommand, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { ulid } from 'ulid';
import { testPayload } from '../../../domain/webhooks/webhook-payload.ts';
import { lacksJob, scanPartitions } from '../../../functions/audit/read-table.ts';
import { type AuditReport, runAudit } from '../../../functions/audit/run-audit.ts';
import { scanTable } from '../../../functions/audit/scan-table.ts';
import { dynamodbClient } from '../../../functions/clients/dynamodb.ts';
import { commit } from '../../../functions/entities/commit.ts';
import { createCompany } from '../../../functions/entities/company.ts';
import { askForJob, findJob } from '../../../functions/entities/job.ts';
import { tableDefinition } from '../../../functions/entities/table-definition.ts';
import {
  createWebhookDelivery,
  endWebhookDelivery,
  jobIdOf,
  newEventId,
  newWebhook,
  redeliverWebhook,
} from '../../../functions/entities/webhook-delivery.ts';
import { buryInquiry } from '../../../functions/erasure/erase-inquiry.ts';
import { submitInquiry } from '../../../functions/transactions/submit-inquiry.ts';
import { openAwsEndpoint } from '../../../local/aws/endpoint.ts';
import { createFaults } from '../../../local/aws/faults.ts';
import { systemClock } from '../../../local/clock.ts';
import { demoSettings } from '../../../local/seed/seed-demo.ts';
import { openStepFunctions } from '../../../local/stepfunctions/service.ts';
import { startStore } from '../../../local/store/store.ts';
import { CompanyId, executionNameOf, InquiryId, JobId, Run, WebhookEndpointId } from '../../../schemas/ids.ts';
import { JobKind } from '../../../schemas/job.ts';
import { durationSeconds, epochMs } from '../../../schemas/units.ts';
import { setFunctionEnvironment } from '../../support/function-environment.ts';

const tableName = 'audited';
const stateMachineArn = 'arn:aws:states:us-east-1:000000000000:stateMachine:inquiry';
const nowMs = epochMs(Date.UTC(2026, 0, 5, 9));
const companyId = CompanyId.parse(ulid(nowMs).toLowerCase());
const dataDir = mkdtempSync(join(tmpdir(), 'audit-'));
const faults = createFaults({ clock: systemClock });

const store = await startStore({ dataDir });
const stepFunctions = openStepFunctions({
  journalPath: ':memory:',
  clock: systemClock,
  invokeLambda: () => Promise.reject(new Error('no function is called here')),
});
const endpoint = await openAwsEndpoint({ port: 0, faults, services: { states: stepFunctions.service } });
setFunctionEnvironment({ awsEndpoint: store.endpoint, tableName });
const sfn = new SFNClient({
  endpoint: endpoint.url,
  region: 'us-east-1',
  credentials: { accessKeyId: '000000000000', secretAccessKey: 'test' },
});

const audit = (client = dynamodbClient(), atMs: number = nowMs): Promise<AuditReport> =>
  runAudit({
    table: { client, name: tableName },
    machine: { client: sfn, stateMachineArn: `${stateMachineArn}:live` },
    nowMs: atMs,
  });

async function submitted(): Promise<InquiryId> {
  const inquiryId = InquiryId.parse(ulid(nowMs).toLowerCase());
  const outcome = await submitInquiry({
    inquiryId,
    companyId,
    run: Run.parse(1),
    title: '배송 문의',
    content: '언제 도착하나요?',
    attachments: [],
    estimatedResponseTime: durationSeconds(60),
    nowMs,
  });
  expect(outcome).toBe('committed');
  return inquiryId;
}

/** What no write of the product does: due work vanishes. */
async function loseDueWork(inquiryId: InquiryId): Promise<void> {
  const Key = { pk: { S: `$inquiries#inquiryid_${inquiryId}` }, sk: { S: '$duty#duework_1' } };
  const { Attributes } = await dynamodbClient().send(
    new DeleteItemCommand({ TableName: tableName, Key, ReturnValues: 'ALL_OLD' }),
  );
  expect(Attributes).toBeDefined();
}

beforeAll(async () => {
  await dynamodbClient().send(new CreateTableCommand({ TableName: tableName, ...tableDefinition }));
  await createCompany(demoSettings(companyId), nowMs);
  const definition = JSON.stringify({
    QueryLanguage: 'JSONata',
    StartAt: 'Hold',
    States: { Hold: { Type: 'Wait', Seconds: 3_600, End: true } },
  });
  await sfn.send(new CreateStateMachineCommand({ name: 'inquiry', definition, roleArn: 'arn:aws:iam::0:role/test' }));
});

afterAll(async () => {
  sfn.destroy();
  dynamodbClient().destroy();
  await endpoint.close();
  await stepFunctions.close();
  await store.close();
  rmSync(dataDir, { recursive: true, force: true });
});

test('a fresh table is sound', async () => {
  expect(await audit()).toEqual({
    companyIds: [expect.any(String)],
    inquiries: 0,
    statuses: {},
    openEscalations: 0,
    oldestOpenedAtMs: null,
    violations: [],
    warnings: [],
  });
});

test('finds the one inquiry that lost its due work and has no run, among sound ones', async () => {
  const notStarted = await submitted();
  const running = await submitted();
  const lost = await submitted();
  const name = executionNameOf(running, Run.parse(1));
  await sfn.send(new StartExecutionCommand({ stateMachineArn, name, input: '{}' }));
  await loseDueWork(running);
  await loseDueWork(lost);

  const { inquiries, statuses, violations, warnings } = await audit();

  expect({ inquiries, statuses, warnings }).toEqual({ inquiries: 3, statuses: { pending: 3 }, warnings: [] });
  expect(violations).toEqual([{ name: 'no_run_and_no_work', inquiryId: lost, detail: 'pending, run 1 is absent' }]);
  expect(violations.map(({ inquiryId }) => inquiryId)).not.toContain(notStarted);
});

test('an erased inquiry whose wipe is due is sound, and none once the sweeper has passed over it', async () => {
  const inquiryId = await submitted();
  expect(await buryInquiry(inquiryId, { reason: 'request', nowMs })).toBe('buried');

  const found = async (atMs: number) =>
    (await audit(undefined, atMs)).violations.filter((one) => one.inquiryId === inquiryId);

  expect(await found(nowMs)).toEqual([]);
  expect(await found(nowMs + 5 * 60_000)).toEqual([]);
  expect(await found(nowMs + 30 * 60_000)).toMatchObject([{ name: 'work_forgotten' }]);
});

test.each(JobKind.options)('finds a %s job that the sweeper does not get to', async (kind) => {
  const jobId = JobId.parse(`01jd0000000000000000000${kind.slice(0, 3).replace(/[^a-z]/g, 'x')}`);
  await commit([askForJob({ jobId, kind, companyId, nowMs })]);

  const { violations } = await audit(undefined, nowMs + 20 * 60_000);

  expect(violations.filter((one) => one.jobId === jobId)).toMatchObject([{ name: 'job_forgotten' }]);
});

async function givenDelivery() {
  const endpoint = { companyId, webhookEndpointId: WebhookEndpointId.parse(ulid(nowMs).toLowerCase()) };
  const payload = testPayload(endpoint.webhookEndpointId, nowMs);
  const webhook = newWebhook(endpoint, { eventId: newEventId(nowMs), payload, nowMs });
  await createWebhookDelivery(webhook);
  const job = await findJob(jobIdOf(webhook));
  if (job === null) throw new Error('a delivery was made without its job');
  return { webhook, job };
}

const deliveriesFound = async () => (await audit()).violations.filter(({ name }) => name === 'delivery_without_job');

test('finds the webhook that nobody will deliver, among those that are delivered or have their job', async () => {
  await givenDelivery();
  const delivered = await givenDelivery();
  await endWebhookDelivery(delivered.webhook, { job: delivered.job, state: 'delivered' });
  const lost = await givenDelivery();
  const Key = { pk: { S: `$inquiries#jobid_${lost.job.jobId}` }, sk: { S: '$job_1' } };
  await dynamodbClient().send(new DeleteItemCommand({ TableName: tableName, Key }));

  const { suspectDeliveries } = await scanTable({ client: dynamodbClient(), name: tableName }, nowMs);
  const found = await deliveriesFound();
  await redeliverWebhook(lost.webhook, nowMs);

  const { webhookDeliveryId } = lost.webhook;
  expect(suspectDeliveries).toMatchObject([{ webhookDeliveryId }]);
  expect(found).toEqual([{ name: 'delivery_without_job', webhookDeliveryId, detail: `of company ${companyId}` }]);
  expect(await deliveriesFound()).toEqual([]);
});

test('a webhook whose job the scan has missed is looked at again, and has it', async () => {
  await givenDelivery();
  const client = new DynamoDBClient({
    endpoint: store.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: '000000000000', secretAccessKey: 'test' },
  });
  client.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      const { output } = result;
      if (output !== undefined && 'Items' in output)
        output.Items = output.Items?.filter((item) => !item.pk?.S?.includes('#jobid_'));
      return result;
    },
    { step: 'deserialize', priority: 'high' },
  );

  const { suspectDeliveries } = await scanTable({ client, name: tableName }, nowMs);
  const { violations } = await audit(client);
  client.destroy();

  expect(suspectDeliveries.length).toBeGreaterThan(0);
  expect(violations.filter(({ name }) => name === 'delivery_without_job')).toEqual([]);
});

test('a webhook that has its job, or was delivered since it was seen, lacks none', async () => {
  const { webhook, job } = await givenDelivery();
  const lacks = () => lacksJob(webhook, { client: dynamodbClient(), name: tableName });

  const before = await lacks();
  await endWebhookDelivery(webhook, { job, state: 'delivered' });

  expect([before, await lacks()]).toEqual([false, false]);
});

test('a scan gives every partition once and whole', async () => {
  const inquiryId = await submitted();
  const pks: string[] = [];
  for await (const { pk, items } of scanPartitions({ client: dynamodbClient(), name: tableName })) {
    pks.push(pk);
    if (pk.endsWith(inquiryId)) expect(items).toHaveLength(2);
  }
  expect(pks).toContain(`$inquiries#inquiryid_${inquiryId}`);
  expect(new Set(pks).size).toBe(pks.length);
});
