import type { Plan } from '../schemas/company.ts';

/** Limits of a plan. All limits of plans are here; nothing else reads the plan's name. */
interface PlanLimits {
  /** Sustained requests a second of the company, over all its API keys. */
  readonly requestsPerSecond: number;
  /** Requests that it may make at once after a pause: the size of the bucket. */
  readonly burst: number;
  /** Inquiries accepted in a calendar month (UTC). */
  readonly inquiriesPerMonth: number;
  /** Decoded bytes of one attachment. */
  readonly attachmentBytes: number;
  /** Attachments of one inquiry. */
  readonly attachments: number;
  /** Pages of one PDF. */
  readonly pdfPages: number;
  /** Entries of the company's knowledge. */
  readonly knowledgeEntries: number;
  readonly webhookEndpoints: number;
  /** API keys that are neither revoked nor expired. */
  readonly apiKeys: number;
  /** Model calls a minute that the company may start while the model throttles; otherwise unlimited. */
  readonly modelCallsPerMinuteWhenShort: number;
  /** Task starts on one machine for each one of a company of weight 1, while both have tasks waiting. */
  readonly taskWeight: number;
}

/** The limits of each plan. Bursts are four seconds' worth, so that a batch job can start at full speed. */
export const plans = {
  basic: {
    requestsPerSecond: 10,
    burst: 40,
    inquiriesPerMonth: 1_000,
    attachmentBytes: 5_000_000,
    attachments: 5,
    pdfPages: 10,
    knowledgeEntries: 1_000,
    webhookEndpoints: 5,
    apiKeys: 10,
    modelCallsPerMinuteWhenShort: 30,
    taskWeight: 1,
  },
  pro: {
    requestsPerSecond: 100,
    burst: 400,
    inquiriesPerMonth: 50_000,
    attachmentBytes: 10_000_000,
    attachments: 5,
    pdfPages: 20,
    knowledgeEntries: 10_000,
    webhookEndpoints: 10,
    apiKeys: 20,
    modelCallsPerMinuteWhenShort: 120,
    taskWeight: 2,
  },
  enterprise: {
    requestsPerSecond: 500,
    burst: 2_000,
    inquiriesPerMonth: 1_000_000,
    attachmentBytes: 10_000_000,
    attachments: 5,
    pdfPages: 50,
    knowledgeEntries: 20_000,
    webhookEndpoints: 20,
    apiKeys: 50,
    modelCallsPerMinuteWhenShort: 600,
    taskWeight: 4,
  },
} as const satisfies Record<Plan, PlanLimits>;

export const planLimits = (plan: Plan): PlanLimits => plans[plan];

/**
 * Characters of a company's titles and texts together: an index of this size takes 1 GB and 24 s of one
 * vCPU to build, and is read whole by every warm function. How many entries there may be is the plan's.
 */
export const mostKnowledgeCharacters = 20_000_000;
