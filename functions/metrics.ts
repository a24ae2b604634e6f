import { config } from './config.ts';

/** The functions' metrics and their CloudWatch units. None has a dimension: company ids would make one each. */
export const metricUnits = {
  ModelCostUsd: 'None',
  PromptTokens: 'Count',
  CompletionTokens: 'Count',
  ResponseQualityScore: 'None',
  AnswersStored: 'Count',
  EscalationsOpened: 'Count',
  SlaBreaches: 'Count',
  /** Of inquiries and their mails; each other kind of due work has its own. */
  OldestOverdueSeconds: 'Seconds',
  OldestOverdueWebhookSeconds: 'Seconds',
  OldestOverdueDataRequestSeconds: 'Seconds',
  OldestOverdueIndexSeconds: 'Seconds',
  OldestOverdueRetentionSeconds: 'Seconds',
  OldestPendingInquirySeconds: 'Seconds',
  AuditViolations: 'Count',
  AuditWarnings: 'Count',
  OpenEscalations: 'Count',
  UnownedEscalations: 'Count',
  OldestOpenEscalationSeconds: 'Seconds',
  OldestUnownedEscalationSeconds: 'Seconds',
  StaffMailsBounced: 'Count',
  /** 1 for a verdict that the answer helped, 0 for one that it did not: the average is the share of the satisfied. */
  HelpfulFeedback: 'None',
  RequestsNotCounted: 'Count',
} as const;

export type MetricName = keyof typeof metricUnits;

/**
 * Writes metrics as one line in CloudWatch's embedded format, which costs no call; nothing where no namespace is set.
 * Straight to stdout, since Lambda's console would wrap the line and CloudWatch then finds no metric in it. Like a log
 * line it has the time of writing.
 */
export function emitMetrics(values: { readonly [Name in MetricName]?: number }): void {
  const { metricsNamespace } = config();
  if (metricsNamespace === null) return;
  const Metrics = Object.entries(metricUnits)
    .filter(([name]) => name in values)
    .map(([Name, Unit]) => ({ Name, Unit }));
  const directive = { Namespace: metricsNamespace, Dimensions: [[]], Metrics };
  process.stdout.write(
    `${JSON.stringify({ _aws: { Timestamp: Date.now(), CloudWatchMetrics: [directive] }, ...values })}\n`,
  );
}
