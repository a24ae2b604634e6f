import type { Duration } from 'aws-cdk-lib';
import { type IMetric, MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { MetricName } from '../../functions/metrics.ts';
import { metricsNamespace } from '../functions/handler-environment.ts';
import type { Parameters } from '../parameters.ts';

interface Reading {
  readonly statistic: 'Sum' | 'Average' | 'Maximum' | 'p50' | 'p95' | 'SampleCount';
  readonly period: Duration;
  readonly label?: string;
}

const aws =
  (namespace: string, metricName: string) =>
  (dimensionsMap: Record<string, string>, reading: Reading): IMetric =>
    new Metric({ namespace, metricName, dimensionsMap, ...reading });

/** A metric that the functions write themselves. */
export const own = (parameters: Parameters, metricName: MetricName, reading: Reading): IMetric =>
  new Metric({ namespace: metricsNamespace(parameters), metricName, ...reading });

export const lambdaMetric = {
  errors: aws('AWS/Lambda', 'Errors'),
  invocations: aws('AWS/Lambda', 'Invocations'),
  duration: aws('AWS/Lambda', 'Duration'),
  throttles: aws('AWS/Lambda', 'Throttles'),
};

export const machineMetric = {
  started: aws('AWS/States', 'ExecutionsStarted'),
  succeeded: aws('AWS/States', 'ExecutionsSucceeded'),
  failed: aws('AWS/States', 'ExecutionsFailed'),
  aborted: aws('AWS/States', 'ExecutionsAborted'),
  timedOut: aws('AWS/States', 'ExecutionsTimedOut'),
  throttled: aws('AWS/States', 'ExecutionThrottled'),
  time: aws('AWS/States', 'ExecutionTime'),
};

export const apiMetric = {
  count: aws('AWS/ApiGateway', 'Count'),
  clientErrors: aws('AWS/ApiGateway', '4XXError'),
  serverErrors: aws('AWS/ApiGateway', '5XXError'),
  latency: aws('AWS/ApiGateway', 'Latency'),
};

export const tableMetric = {
  reads: aws('AWS/DynamoDB', 'ConsumedReadCapacityUnits'),
  writes: aws('AWS/DynamoDB', 'ConsumedWriteCapacityUnits'),
  readThrottles: aws('AWS/DynamoDB', 'ReadThrottleEvents'),
  writeThrottles: aws('AWS/DynamoDB', 'WriteThrottleEvents'),
};

export const queueMetric = { visible: aws('AWS/SQS', 'ApproximateNumberOfMessagesVisible') };

export const mailMetric = { bounceRate: aws('AWS/SES', 'Reputation.BounceRate') };

/** Sum of metrics, those without data counted as 0. */
export function sumOf(
  metrics: readonly IMetric[],
  options: { readonly label: string; readonly period: Duration },
): IMetric {
  const named = metrics.map((metric, index) => [`m${index}`, metric] as const);
  return new MathExpression({
    expression: named.map(([name]) => `FILL(${name}, 0)`).join(' + '),
    usingMetrics: Object.fromEntries(named),
    ...options,
  });
}

/** `part` in per cent of `whole`, if `whole` is at least `atLeast`: one error in three calls at night is no outage. */
export const percentageOf = (
  { part, whole, atLeast }: { readonly part: IMetric; readonly whole: IMetric; readonly atLeast: number },
  options: { readonly label: string; readonly period: Duration },
): IMetric =>
  new MathExpression({
    expression: `IF(whole >= ${atLeast}, 100 * part / whole, 0)`,
    usingMetrics: { part, whole },
    ...options,
  });
