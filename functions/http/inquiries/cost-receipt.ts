import { countTransitions } from '../../../domain/cost/count-transitions.ts';
import { modelCostUsd, prices, roundUsd } from '../../../domain/cost/prices.ts';
import type { CostReceipt } from '../../../schemas/api/cost.ts';
import { comprehendUnits } from '../../analysis/comprehend-units.ts';
import { spokenIn } from '../../analysis/inquiry-words.ts';
import type { DraftItem } from '../../entities/draft.ts';
import type { PageTextItem } from '../../entities/inquiry-text.ts';
import type { TimelineEventItem } from '../../entities/timeline.ts';
import type { Workspace } from '../../entities/workspace.ts';
import { runPathsOf } from './run-paths.ts';

const { region, notedOn, stateTransition, textractPage, comprehendUnit } = prices;

/** The cost of an inquiry so far, by the table's facts. */
export function costReceiptOf(workspace: Workspace, events: readonly TimelineEventItem[]): CostReceipt {
  const { inquiry, analyses, drafts, pageTexts } = workspace;
  const modelCalls = drafts.map(modelCallOf);
  const pagesOf = (outcome: string): number => pageTexts.filter((page) => page.outcome === outcome).length;
  const readBy = (reader: 'textract' | 'model') => pageTexts.filter(({ readers = [] }) => readers.includes(reader));
  const modelUsd = allOf([...modelCalls.map(({ costUsd }) => costUsd), ...readBy('model').map(pageUsd)]);
  const transitions = runPathsOf({ ...workspace, events })?.map(countTransitions);
  const counts = {
    textractPages: readBy('textract').length,
    comprehendUnits: analyses.length * comprehendUnits(spokenIn(workspace), inquiry.language ?? 'und'),
    ...(transitions !== undefined && { stateTransitions: sumOf(transitions) }),
  };
  const totalUsd = allOf([
    modelUsd,
    counts.stateTransitions === undefined ? undefined : counts.stateTransitions * stateTransition,
    counts.textractPages * textractPage,
    counts.comprehendUnits * comprehendUnit,
  ]);
  return {
    modelCalls,
    promptTokens: sumOf(drafts.map(({ promptTokens }) => promptTokens)),
    completionTokens: sumOf(drafts.map(({ completionTokens }) => completionTokens)),
    ...(modelUsd !== undefined && { modelCostUsd: roundUsd(modelUsd) }),
    pages: { read: pagesOf('read'), empty: pagesOf('empty'), unreadable: pagesOf('unreadable') },
    modelPages: readBy('model').length,
    ...counts,
    ...(totalUsd !== undefined && { totalUsd: roundUsd(totalUsd) }),
    prices: { region, notedOn, stateTransition, textractPage, comprehendUnit },
    latency: latencyOf(workspace, events),
  };
}

function latencyOf({ inquiry, answers }: Workspace, events: readonly TimelineEventItem[]): CostReceipt['latency'] {
  const { createdAtMs, answeredRun } = inquiry;
  const understood = events.find(({ kind }) => kind === 'analyzed');
  const answer = answers.find(({ run }) => run === answeredRun);
  return {
    ...(understood !== undefined && { queuedMs: understood.atMs - createdAtMs }),
    ...(answer !== undefined && { answeredAfterMs: answer.createdAtMs - createdAtMs }),
  };
}

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

/** Their sum, unless one is unknown. */
function allOf(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length === values.length ? sumOf(known) : undefined;
}

const pageUsd = ({ modelCostUsd: usd }: PageTextItem): number | undefined => usd;

function modelCallOf({ run, attempt, modelUsed, promptTokens, completionTokens, costUsd }: DraftItem) {
  // A draft stores 0 for a model of unknown price, which must not pass for a free one.
  const isPriced = costUsd > 0 || modelCostUsd({ modelId: modelUsed, promptTokens, completionTokens }) !== null;
  return { run, attempt, modelUsed, promptTokens, completionTokens, ...(isPriced && { costUsd }) };
}
