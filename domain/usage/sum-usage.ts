import { roundUsd } from '../cost/prices.ts';

/** The usage of one run of an inquiry until its outcome. */
export interface UsageFacts {
  /** The inquiry's first outcome, which counts against the quota. */
  readonly isFirst: boolean;
  readonly outcome: 'answered' | 'escalated';
  readonly promptTokens: number;
  readonly completionTokens: number;
  /** US dollars of its drafts and of the pages that a model read; 0 for a model without a known price. */
  readonly modelCostUsd: number;
  readonly pagesRead: number;
  /** Amazon Comprehend's billed units of 100 characters. */
  readonly comprehendUnits: number;
}

/**
 * Sums over runs. `inquiries` counts each once, at its first outcome; an inquiry opened again can be escalated then.
 */
export interface UsageSums {
  readonly inquiries: number;
  readonly answered: number;
  readonly escalated: number;
  readonly promptTokens: number;
  readonly completionTokens: number;
  readonly pages: number;
  readonly comprehendUnits: number;
  /** US dollars of drafts and pages read by a model, by list price. */
  readonly costUsd: number;
}

export const noUsage: UsageSums = {
  inquiries: 0,
  answered: 0,
  escalated: 0,
  promptTokens: 0,
  completionTokens: 0,
  pages: 0,
  comprehendUnits: 0,
  costUsd: 0,
};

/** The sums of ledger entries. */
export const sumFacts = (entries: readonly UsageFacts[]): UsageSums =>
  addUsage(
    entries.map((entry) => ({
      inquiries: entry.isFirst ? 1 : 0,
      answered: entry.outcome === 'answered' ? 1 : 0,
      escalated: entry.outcome === 'escalated' ? 1 : 0,
      promptTokens: entry.promptTokens,
      completionTokens: entry.completionTokens,
      pages: entry.pagesRead,
      comprehendUnits: entry.comprehendUnits,
      costUsd: entry.modelCostUsd,
    })),
  );

/** Adds up sums. */
export const addUsage = (parts: readonly UsageSums[]): UsageSums =>
  parts.reduce(
    (sum, part) => ({
      inquiries: sum.inquiries + part.inquiries,
      answered: sum.answered + part.answered,
      escalated: sum.escalated + part.escalated,
      promptTokens: sum.promptTokens + part.promptTokens,
      completionTokens: sum.completionTokens + part.completionTokens,
      pages: sum.pages + part.pages,
      comprehendUnits: sum.comprehendUnits + part.comprehendUnits,
      costUsd: roundUsd(sum.costUsd + part.costUsd),
    }),
    noUsage,
  );
