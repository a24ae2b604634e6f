import { DeleteItemCommand } from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';
import { dynamodbClient } from '../../../functions/clients/dynamodb.ts';
import { handler } from '../../../functions/operations/audit.ts';
import { CompanyId } from '../../../schemas/ids.ts';
import { epochMs } from '../../../schemas/units.ts';
import { lambdaContext } from '../../support/http-event.ts';
import { type HttpWorld, openHttpWorld } from '../../support/http-world.ts';
import { givenEscalation, givenInquiry } from '../../support/inquiry-fixtures.ts';
import { loggedBy } from '../../support/logged-lines.ts';

let world: HttpWorld;

beforeAll(async () => {
  Object.assign(process.env, { METRICS_NAMESPACE: 'Inquiries/test' });
  world = await openHttpWorld();
  Object.assign(process.env, { POWERTOOLS_LOG_LEVEL: 'ERROR' });
});

afterAll(() => world.close());

test('logs each violation by its id, counts them, and asks only for the execution that it must know', async () => {
  const { companyId } = world.company;
  const nobody = CompanyId.parse('01jd0000000000000000000zzz');
  const openedAtMs = epochMs(Date.now() - 600_000);
  await givenInquiry(companyId);
  const lost = await givenInquiry(companyId, { title: 'A secret title' });
  const Key = { pk: { S: `$inquiries#inquiryid_${lost}` }, sk: { S: '$duty#duework_1' } };
  await dynamodbClient().send(new DeleteItemCommand({ TableName: 'inquiries', Key }));
  await givenEscalation(companyId, await givenInquiry(companyId));
  const unowned = await givenInquiry(nobody);
  await givenEscalation(nobody, unowned, { nowMs: openedAtMs });
  world.aws.failNext('DescribeExecution', 'ExecutionDoesNotExist');

  const lines = await loggedBy(async () =>
    expect(await handler({}, lambdaContext)).toEqual({ inquiries: 4, violations: 2, warnings: 0 }),
  );

  expect(world.aws.calls('DescribeExecution')).toHaveLength(1);
  const logged = lines.filter((line) => JSON.stringify(line).includes('audit violation'));
  expect(logged).toHaveLength(2);
  expect(logged).toContainEqual(
    expect.objectContaining({ level: 'ERROR', violation: 'no_run_and_no_work', inquiryId: lost }),
  );
  expect(logged).toContainEqual(expect.objectContaining({ violation: 'owner_missing', inquiryId: unowned }));
  expect(JSON.stringify(lines)).not.toContain('secret');
  const [metrics] = lines.filter((line) => JSON.stringify(line).includes('CloudWatchMetrics'));
  expect(metrics).toMatchObject({ AuditViolations: 2, UnownedEscalations: 1, OpenEscalations: 2, AuditWarnings: 0 });
  const { OldestOpenEscalationSeconds } = z.object({ OldestOpenEscalationSeconds: z.number() }).parse(metrics);
  expect(OldestOpenEscalationSeconds).toBeGreaterThanOrEqual(600);
});
