/**
 * List prices in US dollars, without free tiers and taxes, for Region ap-northeast-2 (Seoul), as noted in November 2026.
 * What counts is the AWS price list (`aws pricing get-products`); infra/cost/price-sources.ts says how each of these was
 * checked. Models are in domain/cost/model-cost.ts.
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
