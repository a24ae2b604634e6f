import {
  DescribeExecutionCommand,
  type ExecutionStatus,
  GetExecutionHistoryCommand,
  type HistoryEvent,
  SFNClient,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { executionNameOf, type InquiryId, Run } from '../../schemas/ids.ts';

/** The executions of inquiries, looked at by the AWS SDK. */
export interface Executions {
  /** Undefined while there is none. */
  status(inquiryId: InquiryId, run: number): Promise<ExecutionStatus | undefined>;
  history(inquiryId: InquiryId, run: number): Promise<readonly HistoryEvent[]>;
  stop(inquiryId: InquiryId, run: number): Promise<void>;
}

export function executionsAt(options: {
  awsEndpoint: string;
  stateMachineArn: string;
  region: string;
  account: string;
}): Executions {
  const { awsEndpoint, stateMachineArn, region, account } = options;
  const credentials = { accessKeyId: account, secretAccessKey: 'test' };
  const sfn = new SFNClient({ endpoint: awsEndpoint, region, credentials });
  const arnOf = (inquiryId: InquiryId, run: number): string =>
    `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${executionNameOf(inquiryId, Run.parse(run))}`;
  return {
    async status(inquiryId, run) {
      try {
        const { status } = await sfn.send(new DescribeExecutionCommand({ executionArn: arnOf(inquiryId, run) }));
        return status;
      } catch (error) {
        if (error instanceof Error && error.name === 'ExecutionDoesNotExist') return undefined;
        throw error;
      }
    },
    async history(inquiryId, run) {
      const events: HistoryEvent[] = [];
      let nextToken: string | undefined;
      do {
        const input = { executionArn: arnOf(inquiryId, run), maxResults: 1_000, nextToken };
        const page = await sfn.send(new GetExecutionHistoryCommand(input));
        events.push(...(page.events ?? []));
        nextToken = page.nextToken;
      } while (nextToken !== undefined);
      return events;
    },
    async stop(inquiryId, run) {
      await sfn.send(new StopExecutionCommand({ executionArn: arnOf(inquiryId, run), cause: 'stopped by a test' }));
    },
  };
}

/** The names of the states in the order in which they were entered. */
export const statesOf = (history: readonly HistoryEvent[]): readonly string[] =>
  history.flatMap(({ stateEnteredEventDetails }) =>
    stateEnteredEventDetails?.name === undefined ? [] : [stateEnteredEventDetails.name],
  );
