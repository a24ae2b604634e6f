import type { UsageFacts } from '../../domain/usage/sum-usage.ts';
import type { Run } from '../../schemas/ids.ts';
import { modeOf } from '../../schemas/mode.ts';
import type { EpochMs } from '../../schemas/units.ts';
import { comprehendUnits } from '../analysis/comprehend-units.ts';
import { spokenIn } from '../analysis/inquiry-words.ts';
import type { DraftItem } from '../entities/draft.ts';
import type { PageTextItem } from '../entities/inquiry-text.ts';
import type { NewUsage } from '../entities/usage.ts';
import type { Workspace } from '../entities/workspace.ts';

/**
 * The usage of the outcome of `run`: everything since the previous outcome, so that what a lost run
 * used counts once, in the run that took over. Null for test inquiries, which are not counted.
 */
export function usageOfRun(
  workspace: Workspace,
  { run, outcome, nowMs }: { run: Run; outcome: UsageFacts['outcome']; nowMs: EpochMs },
): NewUsage | null {
  const { inquiry, answers, escalations, drafts, analyses, pageTexts } = workspace;
  if (modeOf(inquiry) === 'test') return null;
  const { companyId, inquiryId } = inquiry;
  const lastCountedRun = Math.max(0, ...[...answers, ...escalations].map((item) => item.run));
  const isFirst = lastCountedRun === 0;
  const uncounted = drafts.filter((draft) => draft.run > lastCountedRun);
  const uncountedAnalyses = analyses.filter((analysis) => analysis.run > lastCountedRun).length;
  return {
    companyId,
    inquiryId,
    run,
    atMs: nowMs,
    isFirst,
    outcome,
    promptTokens: sumOf(uncounted.map(({ promptTokens }) => promptTokens)),
    completionTokens: sumOf(uncounted.map(({ completionTokens }) => completionTokens)),
    // Pages are read once for all runs.
    modelCostUsd: sumOf([...uncounted, ...(isFirst ? pageTexts : [])].map(usdOf)),
    pagesRead: isFirst ? pageTexts.filter((page) => page.outcome === 'read').length : 0,
    comprehendUnits:
      uncountedAnalyses === 0 ? 0 : uncountedAnalyses * comprehendUnits(spokenIn(workspace), inquiry.language ?? 'und'),
  };
}

/** The cost of a model for a draft or a page, 0 when its price is unknown. */
const usdOf = (item: DraftItem | PageTextItem): number => ('costUsd' in item ? item.costUsd : (item.modelCostUsd ?? 0));

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
