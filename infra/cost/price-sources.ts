import type { pricePerMillionTokens, prices } from '../../domain/cost/prices.ts';

/**
 * How a price was checked, the most reliable first:
 * `page`: AWS's page names it for the Region, or says that it is the same in all;
 * `transcript`: a published copy of AWS's price list file for the Region, with the usage type and the day of the copy;
 * `elsewhere`: AWS names it without the Region, or only others name it;
 * `unchecked`: from memory.
 */
type PriceSource =
  | { readonly kind: 'page' | 'transcript' | 'elsewhere'; readonly at: string }
  | { readonly kind: 'unchecked' };

const unchecked = { kind: 'unchecked' } as const;
const transcript = (at: string): PriceSource => ({ kind: 'transcript', at });
const elsewhere = (at: string): PriceSource => ({ kind: 'elsewhere', at });
const october = '2026-10-01';

/** The source of every price, in copies of public pages of November 2026: none was fetched from AWS. */
const priceSources: Readonly<Record<Exclude<keyof typeof prices, 'region' | 'notedOn'>, PriceSource>> = {
  stateTransition: { kind: 'page', at: 'aws.amazon.com/step-functions/pricing, state transitions by Region' },
  lambdaRequest: transcript(`AWSLambda, ${october}`),
  lambdaGbSecondArm: transcript(`AWSLambda, ${october}`),
  apiRequest: elsewhere('AWS whitepaper on private APIs, table 4: first 333 million requests'),
  tableWriteUnit: transcript('AmazonDynamoDB APN2-WriteRequestUnits, 2026-06-12; a bill of 2025-06 says the same'),
  tableReadUnit: transcript('AmazonDynamoDB APN2-ReadRequestUnits, 2026-06-12; a bill of 2025-06 says the same'),
  tableGbMonth: unchecked,
  tableBackupGbMonth: unchecked,
  bucketPut: transcript(`AmazonS3 APN2-Requests-Tier1, ${october}`),
  bucketGet: transcript(`AmazonS3 APN2-Requests-Tier2, ${october}`),
  mail: elsewhere(`a copy of aws.amazon.com/ses/pricing, ${october}`),
  comprehendUnit: elsewhere(
    'cloudzero.com/blog/amazon-comprehend-pricing; the unit itself: aws.amazon.com/comprehend/pricing',
  ),
  textractPage: unchecked,
  logGb: transcript(`AmazonCloudWatch APN2-DataProcessing-Bytes, ${october}`),
  customMetricMonth: transcript(`AmazonCloudWatch APN2-CW:MetricMonitorUsage, ${october}`),
  alarmMetricMonth: transcript(`AmazonCloudWatch APN2-CW:AlarmMonitorUsage, ${october}`),
  compositeAlarmMonth: transcript(`AmazonCloudWatch APN2-CW:CompositeAlarmMonitorUsage, ${october}`),
  dashboardMonth: elsewhere('factualminds.com/blog/amazon-cloudwatch-pricing-metrics-logs-alarms-dashboards'),
  keyMonth: transcript(`awskms, ${october}`),
  secretMonth: transcript(`AWSSecretsManager, ${october}`),
  webAclMonth: elsewhere('c3x.dev/blog/aws-waf-cost-explained; the same in all Regions, says AWS’s networking blog'),
  webAclRuleMonth: elsewhere(
    'c3x.dev/blog/aws-waf-cost-explained; the same in all Regions, says AWS’s networking blog',
  ),
  webAclRequest: elsewhere('c3x.dev/blog/aws-waf-cost-explained; the same in all Regions, says AWS’s networking blog'),
  trace: elsewhere('aws.amazon.com/xray/pricing, without a Region'),
};

const claude = elsewhere('platform.claude.com/docs, pricing');
const claudeByRegion = elsewhere('LiteLLM’s table of models, us., eu., au. and apac. entries');

const modelPriceSources: Readonly<Record<keyof typeof pricePerMillionTokens, PriceSource>> = {
  'global.anthropic.claude-haiku-4-5': claude,
  'anthropic.claude-haiku-4-5': claudeByRegion,
  'global.anthropic.claude-sonnet-4-6': claude,
  'anthropic.claude-sonnet-4-6': claudeByRegion,
  'apac.amazon.nova-lite': elsewhere('LiteLLM’s table of models, apac. entry'),
  'eu.amazon.nova-lite': transcript('AmazonBedrock eu-central-1, 2026-08-21'),
  'amazon.nova-lite': transcript('AmazonBedrock USE1-NovaLite-input-tokens and -output-tokens, 2026-08-21'),
  'local.': { kind: 'page', at: 'this project: nothing is paid' },
};

const words = {
  page: 'named by AWS for the Region',
  transcript: 'from a copy of AWS’s price list',
  elsewhere: 'named without the Region, or by others',
  unchecked: 'not checked',
} as const satisfies Record<PriceSource['kind'], string>;

const order = ['page', 'transcript', 'elsewhere', 'unchecked'] as const;

/** How prices were checked, a line for each kind of source, the most reliable first. */
export function priceReport(): readonly string[] {
  const all = Object.entries({ ...priceSources, ...modelPriceSources });
  return order.map((kind) => {
    const names = all.filter(([, source]) => source.kind === kind).map(([name]) => name);
    return `${words[kind]}: ${names.join(', ')}`;
  });
}
