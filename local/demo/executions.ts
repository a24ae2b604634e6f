import { type HistoryEvent, paginateGetExecutionHistory, SFNClient } from '@aws-sdk/client-sfn';
import * as z from 'zod/mini';
import { executionNameOf, type InquiryId, Run } from '../../schemas/ids.ts';
import { QualityFacts } from '../../schemas/workflow.ts';
import { boundedConfig } from '../runtime/bounded-config.ts';

export interface Executions {
  /** The events of the inquiry's first run; none while it has not started. */
  events(inquiryId: InquiryId, options: { withData: boolean }): Promise<readonly HistoryEvent[]>;
  close(): void;
}

/** Reads executions of this state machine as anyone with the AWS SDK would. */
export function openExecutions(options: {
  awsEndpoint: string;
  secretAccessKey: string;
  stateMachineArn: string;
}): Executions {
  const [, , , region = 'us-east-1', account = ''] = options.stateMachineArn.split(':');
  const client = new SFNClient({
    ...boundedConfig(),
    endpoint: options.awsEndpoint,
    region,
    credentials: { accessKeyId: account, secretAccessKey: options.secretAccessKey },
  });
  const prefix = options.stateMachineArn.replace(':stateMachine:', ':execution:');
  return {
    async events(inquiryId, { withData }) {
      const executionArn = `${prefix}:${executionNameOf(inquiryId, Run.parse(1))}`;
      const events: HistoryEvent[] = [];
      try {
        const request = { executionArn, includeExecutionData: withData, maxResults: 1_000 };
        for await (const page of paginateGetExecutionHistory({ client }, request)) events.push(...(page.events ?? []));
      } catch (error) {
        if (!(error instanceof Error && error.name === 'ExecutionDoesNotExist')) throw error;
      }
      return events;
    },
    close: () => client.destroy(),
  };
}

export interface StateVisit {
  readonly name: string;
  readonly enteredAtMs: number;
}

/** The path of an execution by its history: the states that do something, and whether it has ended. */
interface ExecutionPath {
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
