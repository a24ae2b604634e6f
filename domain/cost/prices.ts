/**
 * List prices in US dollars, without free tiers and taxes, for Region ap-northeast-2 (Seoul), as noted in November
 * 2026. The AWS price list decides (`aws pricing get-products`); infra/cost/price-sources.ts says how each of these was
 * checked.
 */
export const prices = {
  region: 'ap-northeast-2',
  notedOn: '2026-11',
  stateTransition: 0.0000271,
  lambdaRequest: 0.2 / 1_000_000,
  lambdaGbSecondArm: 0.0000133334,
  apiRequest: 3.5 / 1_000_000,
  tableWriteUnit: 0.68 / 1_000_000,
  tableReadUnit: 0.1355 / 1_000_000,
  tableGbMonth: 0.271,
  tableBackupGbMonth: 0.217,
  bucketPut: 0.0045 / 1_000,
  bucketGet: 0.00035 / 1_000,
  mail: 0.1 / 1_000,
  comprehendUnit: 0.0001,
  textractPage: 1.5 / 1_000,
  logGb: 0.76,
  customMetricMonth: 0.3,
  alarmMetricMonth: 0.1,
  compositeAlarmMonth: 0.5,
  dashboardMonth: 3,
  keyMonth: 1,
  secretMonth: 0.4,
  webAclMonth: 5,
  webAclRuleMonth: 1,
  webAclRequest: 0.6 / 1_000_000,
  trace: 5 / 1_000_000,
} as const;

/** US dollars for a million tokens. */
interface ModelPrice {
  readonly promptUsd: number;
  readonly completionUsd: number;
}

/**
 * By the beginning of the model's id, with its Region group where that has its own price. Amazon
 * Bedrock, on demand, as noted in November 2026; infra/cost/price-sources.ts says how each was checked.
 */
export const pricePerMillionTokens = {
  // Claude costs a tenth more in a Region or a group of Regions than globally.
  'global.anthropic.claude-haiku-4-5': { promptUsd: 1, completionUsd: 5 },
  'anthropic.claude-haiku-4-5': { promptUsd: 1.1, completionUsd: 5.5 },
  'global.anthropic.claude-sonnet-4-6': { promptUsd: 3, completionUsd: 15 },
  'anthropic.claude-sonnet-4-6': { promptUsd: 3.3, completionUsd: 16.5 },
  'apac.amazon.nova-lite': { promptUsd: 0.063, completionUsd: 0.252 },
  'eu.amazon.nova-lite': { promptUsd: 0.078, completionUsd: 0.312 },
  'amazon.nova-lite': { promptUsd: 0.06, completionUsd: 0.24 },
  'local.': { promptUsd: 0, completionUsd: 0 },
} as const satisfies Readonly<Record<string, ModelPrice>>;

/** Inference profiles name the Region group before the model: `eu.anthropic.claude-…`. */
const regionPrefix = /^(?:us|us-gov|eu|apac|jp|au|ca|global)\./;

/** An inference profile or model given by its ARN ends in the id. */
const arnPrefix = /^arn:[^/]*\//;

/**
 * The cost of a call in US dollars, without prompt caching; `local.*` models cost 0. Null for a model that is not in
 * the table: an unknown price must not pass for a free one, nor stop an answer.
 */
export function modelCostUsd(call: {
  readonly modelId: string;
  readonly promptTokens: number;
  readonly completionTokens: number;
}): number | null {
  const id = call.modelId.replace(arnPrefix, '');
  const price = priceOf(id) ?? priceOf(id.replace(regionPrefix, ''));
  if (price === undefined) return null;
  return (call.promptTokens * price.promptUsd + call.completionTokens * price.completionUsd) / 1_000_000;
}

const priceOf = (id: string): ModelPrice | undefined =>
  Object.entries(pricePerMillionTokens).find(([model]) => id.startsWith(model))?.[1];

/** US dollars, rounded to a ten-millionth. */
export const roundUsd = (usd: number): number => Math.round(usd * 1e7) / 1e7;
