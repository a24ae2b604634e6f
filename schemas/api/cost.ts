import * as z from 'zod/mini';

/** List prices in US dollars, noted by hand; AWS's own price list decides. */
const Prices = z.object({
  region: z.string(),
  /** `YYYY-MM`. */
  notedOn: z.string(),
  stateTransition: z.number(),
  textractPage: z.number(),
  comprehendUnit: z.number(),
});

/**
 * Cost of an inquiry so far, from stored facts: models, readers, Comprehend and state transitions.
 * Requests, functions, storage and mail are not included.
 */
export const CostReceipt = z.object({
  /** One for each draft of a model, sent or not. */
  modelCalls: z.array(
    z.object({
      run: z.int(),
      attempt: z.int(),
      modelUsed: z.string(),
      promptTokens: z.int(),
      completionTokens: z.int(),
      /** US dollars; absent when the model's price is not known. */
      costUsd: z.optional(z.number()),
    }),
  ),
  /** Of the drafts. */
  promptTokens: z.int(),
  completionTokens: z.int(),
  /** US dollars of drafts and of pages that a model read; absent when the price of one is not known. */
  modelCostUsd: z.optional(z.number()),
  pages: z.object({ read: z.int(), empty: z.int(), unreadable: z.int() }),
  /** Pages sent to Amazon Textract. */
  textractPages: z.int(),
  /** Pages sent to a model; a page that Textract reads poorly counts in both. */
  modelPages: z.int(),
  /** Amazon Comprehend's billed units of 100 characters. */
  comprehendUnits: z.int(),
  /**
   * Step Functions' state transitions, retries apart; absent until there is an answer or an escalation, and when a run
   * was lost.
   */
  stateTransitions: z.optional(z.int()),
  /** US dollars by `prices`; absent when a part of it is not known. */
  totalUsd: z.optional(z.number()),
  prices: Prices,
  /** Milliseconds from submission. */
  latency: z.object({
    /** Until pages were read and language, tone and priority were known. */
    queuedMs: z.optional(z.int()),
    /** Until the current answer. */
    answeredAfterMs: z.optional(z.int()),
  }),
});
export type CostReceipt = z.infer<typeof CostReceipt>;
