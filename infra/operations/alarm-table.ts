import { Duration } from 'aws-cdk-lib';
import { type ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { Parameters } from '../parameters.ts';
import { apiMetric, lambdaMetric, machineMetric, mailMetric, own, queueMetric, sumOf, tableMetric } from './metrics.ts';

export interface Watched {
  readonly parameters: Parameters;
  readonly apiName: string;
  readonly machineArn: string;
  readonly tableName: string;
  readonly undeliveredQueueName: string;
  /** Of every function, by its short name. */
  readonly functionNames: ReadonlyMap<string, string>;
}

export interface AlarmSpec {
  /** Names the alarm and its entry in docs/runbook.md. */
  readonly id: string;
  readonly description: string;
  readonly metric: IMetric;
  readonly threshold: number;
  /** Of the metric's own periods. */
  readonly evaluationPeriods: number;
  readonly comparison?: ComparisonOperator;
  readonly missing?: TreatMissingData;
}

const minutes = Duration.minutes;

/** Alarms of both profiles: few, each of one metric, since each metric costs 0.10 USD a month. */
export function commonAlarms({
  parameters,
  apiName,
  undeliveredQueueName,
  functionNames,
}: Watched): readonly AlarmSpec[] {
  const of = (name: string) => ({ FunctionName: functionNames.get(name) ?? '' });
  return [
    {
      id: 'api-errors',
      description: 'More than 5 % of the API’s answers are 5xx',
      // The average of a metric that is 0 or 1 for each request is the share.
      metric: apiMetric.serverErrors({ ApiName: apiName }, { statistic: 'Average', period: minutes(5) }),
      threshold: 0.05,
      evaluationPeriods: 2,
    },
    {
      id: 'runs-lost',
      description: 'Executions failed, timed out or were aborted; each goes on to people in a new run',
      // A rule calls it for each of them.
      metric: lambdaMetric.invocations(of('execution-ended'), { statistic: 'Sum', period: minutes(5) }),
      threshold: 0,
      evaluationPeriods: 1,
    },
    {
      id: 'sweeper-silent',
      description: 'The sweeper has not run to its end for a quarter of an hour',
      metric: lambdaMetric.errors(of('sweep'), { statistic: 'Average', period: minutes(15) }),
      threshold: 0.99,
      evaluationPeriods: 1,
      missing: TreatMissingData.BREACHING,
    },
    {
      id: 'undelivered-events',
      description: 'Events that could not be delivered or worked on wait in the dead-letter queue',
      metric: queueMetric.visible({ QueueName: undeliveredQueueName }, { statistic: 'Maximum', period: minutes(5) }),
      threshold: 0,
      evaluationPeriods: 1,
    },
    {
      id: 'model-spend',
      description: `The models have cost more than ${parameters.modelSpendUsdPerDay} USD in a day`,
      metric: own(parameters, 'ModelCostUsd', { statistic: 'Sum', period: Duration.days(1) }),
      threshold: parameters.modelSpendUsdPerDay,
      evaluationPeriods: 1,
    },
    {
      id: 'audit-violations',
      description: 'The nightly audit found inquiries that break an invariant of the flow',
      metric: own(parameters, 'AuditViolations', { statistic: 'Maximum', period: Duration.days(1) }),
      threshold: 0,
      evaluationPeriods: 1,
    },
  ];
}

/** Each kind of due work has its own alarm, so that a forgotten one does not hide behind the others. */
export const overdueWork = [
  { id: 'oldest-overdue', what: 'An inquiry or a mail', metric: 'OldestOverdueSeconds' },
  { id: 'oldest-overdue-webhook', what: 'A webhook', metric: 'OldestOverdueWebhookSeconds' },
  { id: 'oldest-overdue-data-request', what: 'An erasure or export', metric: 'OldestOverdueDataRequestSeconds' },
  { id: 'oldest-overdue-index', what: 'The build of a knowledge index', metric: 'OldestOverdueIndexSeconds' },
  { id: 'oldest-overdue-retention', what: 'A retention pass', metric: 'OldestOverdueRetentionSeconds' },
] as const;

/** Further alarms of production. */
export function productionAlarms({ parameters, machineArn, tableName, functionNames }: Watched): readonly AlarmSpec[] {
  const reading = { statistic: 'Sum', period: minutes(5) } as const;
  const throttles = [
    lambdaMetric.throttles({}, reading),
    machineMetric.throttled({ StateMachineArn: machineArn }, reading),
    tableMetric.readThrottles({ TableName: tableName }, reading),
    tableMetric.writeThrottles({ TableName: tableName }, reading),
  ];
  return [
    {
      id: 'throttling',
      description: 'Lambda, Step Functions or the table turn calls away; work waits and is not lost',
      metric: sumOf(throttles, { label: 'throttled calls', period: minutes(5) }),
      threshold: 10,
      evaluationPeriods: 3,
    },
    {
      id: 'requests-not-counted',
      description: 'Requests pass without a token: the companies’ limits do not hold',
      // One in three seconds: fewer need no limit, and rare collisions are no fault.
      metric: own(parameters, 'RequestsNotCounted', reading),
      threshold: 100,
      evaluationPeriods: 2,
    },
    ...overdueWork.map(({ id, what, metric }) => ({
      id,
      description: `${what} has been overdue for more than ten minutes`,
      metric: own(parameters, metric, { statistic: 'Maximum', period: minutes(5) }),
      threshold: 600,
      evaluationPeriods: 2,
    })),
    {
      id: 'oldest-pending',
      description: 'An inquiry has waited for an answer for more than half an hour, though its run is alive',
      // The sweeper checks a live run every five minutes.
      metric: own(parameters, 'OldestPendingInquirySeconds', { statistic: 'Maximum', period: minutes(10) }),
      threshold: 1_800,
      evaluationPeriods: 1,
    },
    {
      id: 'sla-breached',
      description: 'Cases went to the manager: nobody replied within the SLA',
      metric: own(parameters, 'SlaBreaches', { statistic: 'Sum', period: minutes(15) }),
      threshold: 3,
      evaluationPeriods: 1,
    },
    {
      id: 'unowned-escalation',
      description: 'An escalation has been nobody’s for more than a quarter of an hour',
      metric: own(parameters, 'OldestUnownedEscalationSeconds', { statistic: 'Maximum', period: minutes(5) }),
      threshold: 900,
      evaluationPeriods: 1,
    },
    {
      id: 'staff-mail-bounced',
      description: 'A mail to staff cannot be delivered: a case waits for somebody who was not told',
      metric: own(parameters, 'StaffMailsBounced', { statistic: 'Sum', period: minutes(15) }),
      threshold: 0,
      evaluationPeriods: 1,
    },
    {
      id: 'mail-bounces',
      description: 'More than 4 % of mails bounce; SES pauses accounts from 10 %',
      metric: mailMetric.bounceRate({}, { statistic: 'Average', period: Duration.hours(1) }),
      threshold: 0.04,
      evaluationPeriods: 1,
    },
    ...[...functionNames]
      .filter(([name]) => !takingTheirTime.has(name))
      .map(([name, functionName]) => ({
        id: `slow-${name}`,
        description: `The slowest twentieth of ${name} takes more than 10 s`,
        metric: lambdaMetric.duration({ FunctionName: functionName }, { statistic: 'p95', period: minutes(5) }),
        threshold: 10_000,
        evaluationPeriods: 3,
      })),
  ];
}

/** One waits for news on purpose, the other reads the whole table. */
const takingTheirTime: ReadonlySet<string> = new Set(['read', 'audit']);
