import * as z from 'zod/mini';
import { prices } from '../../domain/cost/prices.ts';
import type { MetricName } from '../../functions/metrics.ts';
import { type CostLine, callUsd } from './estimate.ts';

const Resource = z.object({ Type: z.string(), Properties: z.optional(z.record(z.string(), z.unknown())) });
export const Template = z.object({ Resources: z.record(z.string(), Resource) });
type Template = z.infer<typeof Template>;

const MathMetrics = z.array(z.object({ MetricStat: z.optional(z.unknown()) }));

const minutesPerMonth = 43_800;
/** Of inquiries and of jobs; the sweeper queries each. */
const sweptShards = 16 + 4;

/** A custom metric is billed for the hours in which it is written: these for one a day. */
const nightlyMetrics: readonly MetricName[] = [
  'AuditViolations',
  'AuditWarnings',
  'OpenEscalations',
  'UnownedEscalations',
  'OldestOpenEscalationSeconds',
];

/** The cost of the templates in a month without inquiries. */
export function idleCost(templates: readonly Template[]): readonly CostLine[] {
  const resources = templates.flatMap((template) => Object.values(template.Resources));
  const ofType = (type: string) => resources.filter((resource) => resource.Type === type);
  const count = (type: string): number => ofType(type).length;
  const alarmMetrics = ofType('AWS::CloudWatch::Alarm').reduce((sum, { Properties }) => sum + metricsOf(Properties), 0);
  const rules = ofType('AWS::WAFv2::WebACL').flatMap(({ Properties }) => z.array(z.unknown()).parse(Properties?.Rules));
  return [
    { what: `${alarmMetrics} metrics under alarm`, usd: alarmMetrics * prices.alarmMetricMonth },
    { what: 'Composite alarms', usd: count('AWS::CloudWatch::CompositeAlarm') * prices.compositeAlarmMonth },
    { what: 'Metrics of the audit', usd: (nightlyMetrics.length / 24) * prices.customMetricMonth },
    { what: 'Dashboard', usd: count('AWS::CloudWatch::Dashboard') * prices.dashboardMonth },
    { what: 'Key', usd: count('AWS::KMS::Key') * prices.keyMonth },
    { what: 'Secret', usd: count('AWS::SecretsManager::Secret') * prices.secretMonth },
    { what: 'Web ACL', usd: count('AWS::WAFv2::WebACL') * prices.webAclMonth + rules.length * prices.webAclRuleMonth },
    { what: 'Sweeper: Lambda', usd: minutesPerMonth * callUsd('sweep') },
    // An empty query of an index is billed half a unit.
    { what: 'Sweeper: table', usd: minutesPerMonth * sweptShards * 0.5 * prices.tableReadUnit },
    // Lambda itself writes two lines for each pass.
    { what: 'Sweeper: logs', usd: minutesPerMonth * (1.2e3 / 1e9) * prices.logGb },
    {
      what: 'Sweeper: traces',
      usd: (isSweepTraced(ofType('AWS::Lambda::Function')) ? minutesPerMonth : 0) * prices.trace,
    },
  ].filter(({ usd }) => usd > 0);
}

/** X-Ray samples the first request of each second and 5 % of the rest: of one call a minute, all. */
const isSweepTraced = (functions: readonly z.infer<typeof Resource>[]): boolean =>
  functions.some(
    ({ Properties = {} }) => String(Properties.FunctionName).endsWith('-sweep') && 'TracingConfig' in Properties,
  );

function metricsOf(properties: Readonly<Record<string, unknown>> | undefined): number {
  const math = MathMetrics.safeParse(properties?.Metrics);
  return math.success ? math.data.filter(({ MetricStat }) => MetricStat !== undefined).length : 1;
}
