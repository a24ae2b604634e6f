import type { HistoryEvent } from '@aws-sdk/client-sfn';
import * as z from 'zod/mini';
import { QualityFacts } from '../../schemas/workflow.ts';

export interface StateVisit {
  readonly name: string;
  readonly enteredAtMs: number;
}

/** What an execution's history tells of its way: the states that do something, and whether it has ended. */
export interface ExecutionPath {
  readonly visits: readonly StateVisit[];
  readonly endedAtMs: number | null;
}

const shownState = /^(Task|Map|Parallel|Wait|Succeed|Fail)StateEntered$/;
const endOfExecution = /^Execution(Succeeded|Failed|TimedOut|Aborted)$/;

/** Choices and Pass states take no time and are left out. */
export function pathOf(events: readonly HistoryEvent[]): ExecutionPath {
  const visits = events.flatMap(({ type, timestamp, stateEnteredEventDetails }) =>
    type !== undefined && shownState.test(type) && stateEnteredEventDetails?.name !== undefined
      ? [{ name: stateEnteredEventDetails.name, enteredAtMs: timestamp?.getTime() ?? 0 }]
      : [],
  );
  const end = events.find(({ type }) => type !== undefined && endOfExecution.test(type));
  return { visits, endedAtMs: end?.timestamp?.getTime() ?? null };
}

const TaskOutput = z.object({ Payload: QualityFacts });

/** The last verdict of ScoreQuality; null when the execution did not come that far. Needs the events' data. */
export function qualityOf(events: readonly HistoryEvent[]): QualityFacts | null {
  const outputs = events.flatMap(({ taskSucceededEventDetails }) => taskSucceededEventDetails?.output ?? []);
  const verdicts = outputs.flatMap((output) => TaskOutput.safeParse(JSON.parse(output)).data?.Payload ?? []);
  return verdicts.at(-1) ?? null;
}
