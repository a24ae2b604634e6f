import { readFileSync } from 'node:fs';
import * as z from 'zod/mini';
import { metricUnits } from '../../functions/metrics.ts';
import { runbookEntryOf } from '../../infra/stacks/operations-stack.ts';
import { flat, ofType, type Resources, synthesized } from '../support/synthesized.ts';

const small = synthesized('small');
const production = synthesized('production');
const runbook = readFileSync(new URL('../../docs/runbook.md', import.meta.url), 'utf8');

const Alarm = z.looseObject({ AlarmName: z.string(), AlarmDescription: z.string() });
const alarmsOf = (resources: Resources) =>
  ['AWS::CloudWatch::Alarm', 'AWS::CloudWatch::CompositeAlarm'].flatMap((type) =>
    ofType(resources, type).map(([, { Properties }]) => Alarm.parse(Properties)),
  );
const idOf = ({ AlarmName }: { AlarmName: string }): string => AlarmName.replace(/^inquiries-/, '');

test('small has at most ten alarms, no dashboard and none that costs more', () => {
  expect(alarmsOf(small.operations).map(idOf).sort()).toEqual(
    ['api-errors', 'audit-violations', 'model-spend', 'runs-lost', 'sweeper-silent', 'undelivered-events'].sort(),
  );
  expect(alarmsOf(small.app)).toEqual([]);
  expect(ofType(small.operations, 'AWS::CloudWatch::Dashboard')).toEqual([]);
});

test('production has one alarm over all of the others, and a dashboard', () => {
  const alarms = alarmsOf(production.operations);
  const ids = alarms.map(idOf);
  expect(ids).toEqual(expect.arrayContaining(['throttling', 'oldest-overdue', 'sla-breached', 'mail-bounces']));
  expect(ids).toContain('slow-generate-answer');
  expect(ids).toEqual(expect.arrayContaining(['unowned-escalation', 'staff-mail-bounced']));
  expect(ids).not.toContain('slow-read');
  expect(ids).not.toContain('slow-audit');
  const composite = ofType(production.operations, 'AWS::CloudWatch::CompositeAlarm')[0]?.[1].Properties;
  const rule = flat(composite?.AlarmRule);
  expect(rule.match(/ALARM\(/g)).toHaveLength(alarms.length - 1);
  expect(ofType(production.operations, 'AWS::CloudWatch::Dashboard')).toHaveLength(1);
});

test('every alarm has its entry in the runbook, and every entry its alarm', () => {
  const alarms = [...alarmsOf(production.operations), ...alarmsOf(production.app)];
  const entries = new Set(
    alarms.map(
      ({ AlarmName, AlarmDescription }) => AlarmDescription.split('docs/runbook.md#')[1] ?? idOf({ AlarmName }),
    ),
  );
  const headings = [...runbook.matchAll(/^### (.+)$/gm)].map(([, heading]) => heading);
  expect([...entries].sort()).toEqual([...headings].sort());
  expect(runbookEntryOf('slow-intake')).toBe('slow-function');
});

test('alarms reach the operator: all in small, the one over all in production', () => {
  const acting = (resources: Resources) =>
    alarmsOf(resources)
      .filter((alarm) => 'AlarmActions' in alarm)
      .map(idOf);
  expect(acting(small.operations)).toHaveLength(6);
  expect(acting(production.operations)).toEqual(['needs-attention']);
  expect(ofType(small.operations, 'AWS::SNS::Subscription')[0]?.[1].Properties).toMatchObject({
    Protocol: 'email',
    Endpoint: 'operator@example.com',
  });
});

test.each([small, production])('no other account’s alarms may publish to the operator’s topic', ({ operations }) => {
  const [[, policy] = []] = ofType(operations, 'AWS::SNS::TopicPolicy');
  const { Statement } = z
    .object({ Statement: z.array(z.looseObject({ Effect: z.string() })) })
    .parse(policy?.Properties?.PolicyDocument);

  expect(Statement.filter(({ Effect }) => Effect === 'Allow')).toEqual([
    expect.objectContaining({
      Principal: { Service: 'cloudwatch.amazonaws.com' },
      Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
    }),
  ]);
});

test('the spend alarm rings above the setting, summed over a day', () => {
  const alarm = alarmsOf(synthesized('small', { modelSpendUsdPerDay: '25' }).operations).find(
    (one) => idOf(one) === 'model-spend',
  );
  expect(alarm).toMatchObject({
    Namespace: 'Inquiries/inquiries',
    MetricName: 'ModelCostUsd',
    Statistic: 'Sum',
    Period: 86_400,
    Threshold: 25,
  });
});

test('production rings for an inquiry that has waited for half an hour, though its run is alive', () => {
  expect(alarmsOf(production.operations).find((one) => idOf(one) === 'oldest-pending')).toMatchObject({
    MetricName: 'OldestPendingInquirySeconds',
    Statistic: 'Maximum',
    Period: 600,
    Threshold: 1_800,
    EvaluationPeriods: 1,
    ComparisonOperator: 'GreaterThanThreshold',
  });
});

test('production tells, and shows, that requests pass uncounted', () => {
  const [[, dashboard] = []] = ofType(production.operations, 'AWS::CloudWatch::Dashboard');

  expect(alarmsOf(production.operations).find((one) => idOf(one) === 'requests-not-counted')).toMatchObject({
    Namespace: 'Inquiries/inquiries',
    MetricName: 'RequestsNotCounted',
    Statistic: 'Sum',
    Period: 300,
    Threshold: 100,
    EvaluationPeriods: 2,
    ComparisonOperator: 'GreaterThanThreshold',
    TreatMissingData: 'notBreaching',
  });
  expect(flat(dashboard?.Properties?.DashboardBody)).toContain('"Inquiries/inquiries","RequestsNotCounted"');
});

test('the budget warns at 80 and 100 per cent', () => {
  expect(ofType(small.operations, 'AWS::Budgets::Budget')[0]?.[1].Properties).toMatchObject({
    Budget: { BudgetLimit: { Amount: 200, Unit: 'USD' }, TimeUnit: 'MONTHLY' },
    NotificationsWithSubscribers: [80, 100].map((Threshold) => ({
      Notification: expect.objectContaining({ Threshold, ThresholdType: 'PERCENTAGE' }),
      Subscribers: [{ SubscriptionType: 'EMAIL', Address: 'operator@example.com' }],
    })),
  });
});

test('log queries name fields and words that the functions write', () => {
  const queries = readFileSync(new URL('../../docs/log-queries.md', import.meta.url), 'utf8');
  for (const cited of runbook.matchAll(/\*(Q\d+)\*/g)) expect(queries).toContain(`**${cited[1]} ·`);
  for (const metric of ['ModelCostUsd', 'PromptTokens', 'ResponseQualityScore']) {
    expect(queries).toContain(metric);
    expect(Object.keys(metricUnits)).toContain(metric);
  }
});
