import { modelCostUsd } from '../../../domain/cost/model-cost.ts';
import type { CostReceipt } from '../../../schemas/api/inquiries.ts';
import { comprehendUnits } from '../../analysis/comprehend-units.ts';
import { wordsOf } from '../../analysis/inquiry-words.ts';
import type { DraftItem } from '../../entities/models/draft.ts';
import type { Workspace } from '../../entities/reads/read-workspace.ts';

/** What an inquiry has cost so far, as far as the table knows it. */
export function costReceiptOf(workspace: Workspace): CostReceipt {
  const { inquiry, analyses, answers, drafts, pageTexts } = workspace;
  const answer = answers.find(({ run }) => run === inquiry.answeredRun);
  const modelCalls = drafts.map(modelCallOf);
  const prices = modelCalls.flatMap(({ costUsd }) => costUsd ?? []);
  const pagesOf = (outcome: string): number => pageTexts.filter((page) => page.outcome === outcome).length;
  return {
    modelCalls,
    promptTokens: sumOf(drafts.map(({ promptTokens }) => promptTokens)),
    completionTokens: sumOf(drafts.map(({ completionTokens }) => completionTokens)),
    ...(prices.length === modelCalls.length && { modelCostUsd: sumOf(prices) }),
    pages: { read: pagesOf('read'), empty: pagesOf('empty'), unreadable: pagesOf('unreadable') },
    comprehendUnits: analyses.length * comprehendUnits(wordsOf(workspace), inquiry.language ?? 'und'),
    ...(answer !== undefined && { answeredAfterMs: answer.createdAtMs - inquiry.createdAtMs }),
  };
}

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

function modelCallOf({ run, attempt, modelUsed, promptTokens, completionTokens, costUsd }: DraftItem) {
  // A draft keeps 0 for a model whose price is not known, which must not pass for a free one.
  const isPriced = costUsd > 0 || modelCostUsd({ modelId: modelUsed, promptTokens, completionTokens }) !== null;
  return { run, attempt, modelUsed, promptTokens, completionTokens, ...(isPriced && { costUsd }) };
}
