import { Duration } from 'aws-cdk-lib';
import { Dashboard, GraphWidget, type IMetric, type IWidget, SingleValueWidget } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { overdueWork, type Watched } from './alarm-table.ts';
import { apiMetric, lambdaMetric, machineMetric, own, percentageOf, sumOf, tableMetric } from './metrics.ts';

const period = Duration.minutes(5);
const sum = { statistic: 'Sum', period } as const;

/** An operator's first view, from the customer inwards. */
export class OperatorDashboard extends Construct {
  constructor(scope: Construct, id: string, watched: Watched) {
    super(scope, id);
    new Dashboard(this, 'Dashboard', {
      dashboardName: watched.parameters.name,
      defaultInterval: Duration.days(1),
      widgets: [headline(watched), inquiries(watched), answers(watched), api(watched), inside(watched)],
    });
  }
}

const graph = (title: string, left: readonly IMetric[], right: readonly IMetric[] = []): GraphWidget =>
  new GraphWidget({ title, width: 8, height: 6, left: [...left], right: [...right] });

function headline({ parameters, machineArn }: Watched): IWidget[] {
  const day = { statistic: 'Sum', period: Duration.days(1) } as const;
  const machine = { StateMachineArn: machineArn };
  const escalated = own(parameters, 'EscalationsOpened', day);
  const metrics = [
    machineMetric.started(machine, { ...day, label: 'runs' }),
    own(parameters, 'AnswersStored', { ...day, label: 'answers by the model' }),
    percentageOf(
      { part: escalated, whole: machineMetric.started(machine, day), atLeast: 1 },
      { label: 'escalated, per cent', period: Duration.days(1) },
    ),
    own(parameters, 'ModelCostUsd', { ...day, label: 'models, USD' }),
    own(parameters, 'SlaBreaches', { ...day, label: 'SLA breaches' }),
    own(parameters, 'HelpfulFeedback', { statistic: 'Average', period: Duration.days(1), label: 'CSAT, 0–1' }),
  ];
  return [new SingleValueWidget({ title: 'The last day', width: 24, height: 4, metrics, setPeriodToTimeRange: true })];
}

function inquiries({ parameters, machineArn, functionNames }: Watched): IWidget[] {
  const machine = { StateMachineArn: machineArn };
  const intake = { FunctionName: functionNames.get('intake') ?? '' };
  return [
    graph('Intake', [
      lambdaMetric.invocations(intake, { ...sum, label: 'taken in' }),
      machineMetric.started(machine, sum),
    ]),
    graph(
      'Runs that ended',
      [machineMetric.succeeded, machineMetric.failed, machineMetric.aborted].map((of) => of(machine, sum)),
    ),
    graph('Waiting', [
      own(parameters, 'OldestPendingInquirySeconds', { statistic: 'Maximum', period, label: 'oldest pending, s' }),
      ...overdueWork.map(({ id, metric }) =>
        own(parameters, metric, { statistic: 'Maximum', period, label: `${id}, s` }),
      ),
      own(parameters, 'OldestUnownedEscalationSeconds', { statistic: 'Maximum', period, label: 'oldest unowned, s' }),
    ]),
  ];
}

function answers({ parameters, functionNames }: Watched): IWidget[] {
  const generate = { FunctionName: functionNames.get('generate-answer') ?? '' };
  const hour = { statistic: 'Sum', period: Duration.hours(1) } as const;
  const quality = (statistic: 'p50' | 'Average') =>
    own(parameters, 'ResponseQualityScore', { statistic, period: Duration.hours(1) });
  return [
    graph('Quality score, 1–5', [quality('p50'), quality('Average')]),
    graph(
      'Answered and escalated',
      [
        own(parameters, 'AnswersStored', hour),
        own(parameters, 'EscalationsOpened', hour),
        own(parameters, 'SlaBreaches', hour),
      ],
      [
        own(parameters, 'HelpfulFeedback', {
          statistic: 'Average',
          period: Duration.hours(1),
          label: 'CSAT: share of verdicts that the answer helped',
        }),
      ],
    ),
    graph(
      'Model',
      [own(parameters, 'PromptTokens', hour), own(parameters, 'CompletionTokens', hour)],
      [own(parameters, 'ModelCostUsd', hour), lambdaMetric.duration(generate, { statistic: 'p95', period })],
    ),
  ];
}

function api({ parameters, apiName }: Watched): IWidget[] {
  const dimensions = { ApiName: apiName };
  const latency = (statistic: 'p50' | 'p95') => apiMetric.latency(dimensions, { statistic, period, label: statistic });
  return [
    graph('API requests', [apiMetric.count(dimensions, sum)]),
    graph(
      'API errors',
      [apiMetric.clientErrors(dimensions, sum), apiMetric.serverErrors(dimensions, sum)],
      [own(parameters, 'RequestsNotCounted', { ...sum, label: 'let in without a token' })],
    ),
    graph('API latency, ms', [latency('p50'), latency('p95')]),
  ];
}

function inside({ tableName, functionNames }: Watched): IWidget[] {
  const table = { TableName: tableName };
  const each = (metric: typeof lambdaMetric.errors, statistic: 'Sum' | 'p95') =>
    [...functionNames].map(([label, FunctionName]) => metric({ FunctionName }, { statistic, period, label }));
  const throttled = [tableMetric.readThrottles(table, sum), tableMetric.writeThrottles(table, sum)];
  return [
    graph('Function errors', each(lambdaMetric.errors, 'Sum')),
    graph('Function p95, ms', each(lambdaMetric.duration, 'p95')),
    graph(
      'Table',
      [tableMetric.reads(table, sum), tableMetric.writes(table, sum)],
      [sumOf(throttled, { label: 'throttled', period })],
    ),
  ];
}
