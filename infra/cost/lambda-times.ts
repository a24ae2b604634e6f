import type { FunctionName } from '../functions/function-table.ts';

interface Time {
  /** Of the handler on one machine with two cores, store included: mean of 40 inquiries, 10 of them escalated. */
  readonly measuredMs: number;
  /** Typical latency of AWS's services on top: about 5 ms a read, 15 a transaction, 100 Comprehend, 3,000 a model. */
  readonly waitMs: number;
}

/** How long a call runs. On Lambda the measured part is stretched by the share of a CPU that the memory buys. */
export const lambdaTimes = {
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

export type TimedFunction = keyof typeof lambdaTimes;
