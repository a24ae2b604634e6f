import { type Path, walkStates } from '../../domain/cost/count-transitions.ts';
import { modelCostUsd, prices } from '../../domain/cost/prices.ts';
import type { MetricName } from '../../functions/metrics.ts';
import { inquiry } from '../../statemachines/inquiry.ts';
import { type FunctionName, functionTable } from '../functions/function-table.ts';

/** Of 100 inquiries, how many take which path. */
export const pathShares = {
  answeredText: 0.72,
  answeredAfterRedraft: 0.08,
  answeredTwoPages: 0.08,
  escalatedAndReplied: 0.1,
  escalatedAndRemindedTwice: 0.02,
} as const satisfies { readonly [Name in PathName]?: number };

/** The assumed inquiry: a question of 500 characters, five passages (6 KB) kept with it, ten status requests. */
export const assumed = {
  promptTokens: 3_000,
  completionTokens: 350,
  comprehendUnits: 10,
  pageTokens: { prompt: 1_500, completion: 600 },
  statusPolls: 10,
  writeUnits: 44,
  readUnits: 64,
  storedKb: 18,
  logKb: 12,
} as const;

export interface CostLine {
  readonly what: string;
  readonly usd: number;
}

const kebab = (state: string): string => state.replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase();
const isTimed = (name: string): name is TimedFunction => name in lambdaTimes;

/** One call of a function: its request, and memory for as long as it runs. */
export function callUsd(name: TimedFunction): number {
  const { measuredMs, waitMs } = lambdaTimes[name];
  const { memoryMb } = functionTable[name];
  // 1,769 MB are one vCPU; below that the handler's own work takes longer in proportion.
  const seconds = (measuredMs * (1_769 / memoryMb) + waitMs) / 1_000;
  return prices.lambdaRequest + seconds * (memoryMb / 1_024) * prices.lambdaGbSecondArm;
}

/** What one inquiry costs on a path, by service. */
export function inquiryCost(
  path: PathName,
  models: { readonly answer: string; readonly transcribe: string },
): readonly CostLine[] {
  const states = statesOf(path);
  const tasks = states.map(kebab).filter(isTimed);
  const count = (state: string): number => states.filter((name) => name === state).length;
  const polls = assumed.statusPolls;
  const agentVisits = agentVisitsOf(states);
  const { promptTokens, completionTokens, pageTokens } = assumed;
  const answerUsd = modelCostUsd({ modelId: models.answer, promptTokens, completionTokens }) ?? Number.NaN;
  const page = { modelId: models.transcribe, promptTokens: pageTokens.prompt, completionTokens: pageTokens.completion };
  const pageUsd = modelCostUsd(page) ?? Number.NaN;
  const lambdaUsd = [...tasks, 'intake' as const, ...Array.from({ length: polls }, () => 'read' as const)]
    .map(callUsd)
    .reduce((sum, usd) => sum + usd, callUsd('authorizer') + agentVisits * callUsd('agent'));
  return [
    { what: 'Step Functions', usd: states.length * prices.stateTransition },
    { what: 'Lambda', usd: lambdaUsd },
    { what: 'Bedrock', usd: count('GenerateAnswer') * answerUsd + count('ExtractText') * pageUsd },
    { what: 'Textract', usd: count('ExtractText') * prices.textractPage },
    { what: 'Comprehend', usd: count('AnalyzeInquiry') * assumed.comprehendUnits * prices.comprehendUnit },
    { what: 'API Gateway', usd: (1 + polls + agentVisits) * prices.apiRequest },
    {
      what: 'DynamoDB',
      usd:
        assumed.writeUnits * prices.tableWriteUnit +
        assumed.readUnits * prices.tableReadUnit +
        (assumed.storedKb / 1e6) * (prices.tableGbMonth + prices.tableBackupGbMonth),
    },
    { what: 'S3', usd: prices.bucketGet + count('ExtractText') * prices.bucketPut },
    { what: 'SES', usd: (count('NotifyCustomer') + count('ContactStaff')) * prices.mail },
    { what: 'Logs', usd: (assumed.logKb / 1e6) * prices.logGb },
  ];
}

/** The extra cost of an inquiry in production: the web ACL for each request, and traces. */
export function productionCost(path: PathName): readonly CostLine[] {
  const requests = 1 + assumed.statusPolls + agentVisitsOf(statesOf(path));
  return [
    { what: 'Web ACL requests', usd: requests * prices.webAclRequest },
    // X-Ray samples the first request of each second and 5 % of the rest: at such rates, all. The execution is one
    // more.
    { what: 'Traces', usd: (requests + 1) * prices.trace },
  ];
}

/** What nearly every inquiry writes. */
const inquiryMetrics: readonly MetricName[] = [
  'ModelCostUsd',
  'PromptTokens',
  'CompletionTokens',
  'ResponseQualityScore',
  'AnswersStored',
];

/** A metric is billed for the hours in which it is written: from one inquiry an hour on, for all. */
export const metricsUsd = (inquiriesAMonth: number): number =>
  inquiryMetrics.length * prices.customMetricMonth * Math.min(1, inquiriesAMonth / hoursPerMonth);

const hoursPerMonth = 730;

const agentVisitsOf = (states: readonly string[]): number => (states.includes('AwaitReply') ? 2 : 0);

/** The paths of an inquiry that make up nearly all of the bill. */
export const paths = {
  answeredText: { exits: { Entry: ['AnalyzeInquiry'], QualityGate: ['StoreAnswer'] } },
  answeredAfterRedraft: { exits: { Entry: ['AnalyzeInquiry'], QualityGate: ['GenerateAnswer', 'StoreAnswer'] } },
  answeredTwoPages: {
    exits: { Entry: ['BeginProcessing'], QualityGate: ['StoreAnswer'] },
    items: { ExtractTexts: 2 },
  },
  escalatedAndReplied: {
    exits: { Entry: ['AnalyzeInquiry'], QualityGate: ['OpenEscalation'], EscalationGate: ['NotifyCustomer'] },
  },
  escalatedAndRemindedTwice: {
    exits: {
      Entry: ['AnalyzeInquiry'],
      QualityGate: ['OpenEscalation'],
      EscalationGate: ['ContactStaff', 'ContactStaff', 'NotifyCustomer'],
    },
  },
  personRequested: { exits: { Entry: ['OpenEscalation'], EscalationGate: ['NotifyCustomer'] } },
} as const satisfies Record<string, Path>;

export type PathName = keyof typeof paths;

/** The states that each path enters, in order. */
export const statesOf = (name: PathName): readonly string[] => walkStates(inquiry, paths[name]);

interface Time {
  /** Of the handler on one machine with two cores, store included: mean of 40 inquiries, 10 of them escalated. */
  readonly measuredMs: number;
  /** Typical latency of AWS's services on top: about 5 ms a read, 15 a transaction, 100 Comprehend, 3,000 a model. */
  readonly waitMs: number;
}

/** How long a call runs. On Lambda the measured part is stretched by the share of a CPU that the memory buys. */
const lambdaTimes = {
  authorizer: { measuredMs: 3, waitMs: 5 },
  intake: { measuredMs: 8, waitMs: 60 },
  read: { measuredMs: 4, waitMs: 10 },
  'begin-processing': { measuredMs: 2.7, waitMs: 5 },
  'extract-text': { measuredMs: 60, waitMs: 1_500 },
  'analyze-inquiry': { measuredMs: 5.4, waitMs: 200 },
  'score-priority': { measuredMs: 3.2, waitMs: 20 },
  'retrieve-knowledge': { measuredMs: 4, waitMs: 50 },
  'generate-answer': { measuredMs: 5.9, waitMs: 3_000 },
  'score-quality': { measuredMs: 2.8, waitMs: 10 },
  'store-answer': { measuredMs: 5.4, waitMs: 20 },
  'notify-customer': { measuredMs: 6.5, waitMs: 100 },
  'open-escalation': { measuredMs: 7.5, waitMs: 20 },
  'contact-staff': { measuredMs: 8, waitMs: 130 },
  'await-reply': { measuredMs: 1.9, waitMs: 10 },
  'decide-escalation': { measuredMs: 3, waitMs: 20 },
  agent: { measuredMs: 8, waitMs: 40 },
  sweep: { measuredMs: 6, waitMs: 30 },
} as const satisfies { readonly [Name in FunctionName]?: Time };

type TimedFunction = keyof typeof lambdaTimes;
