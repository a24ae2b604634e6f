import { type HistoryEvent, paginateGetExecutionHistory, SFNClient } from '@aws-sdk/client-sfn';
import { executionNameOf, type InquiryId, Run } from '../../schemas/ids.ts';
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
