import {
  DescribeExecutionCommand,
  type ExecutionStatus,
  SendTaskSuccessCommand,
  type SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { executionNameOf, type InquiryId, type Run } from '../../schemas/ids.ts';
import type { ExecutionInput } from '../../schemas/workflow.ts';
import { sfnClient } from '../clients/sfn.ts';
import { config } from '../config.ts';

/**
 * Starts the execution of an inquiry's current run. Name and input are derived from stored fields alone, so that a
 * repeat finds the same execution; a taken name counts as started.
 */
export async function startRun({ inquiryId, companyId, run, entry }: ExecutionInput): Promise<'started' | 'exists'> {
  const input = JSON.stringify({ inquiryId, companyId, run, entry });
  try {
    await sfnClient().send(
      new StartExecutionCommand({
        stateMachineArn: config().stateMachineArn,
        name: executionNameOf(inquiryId, run),
        input,
      }),
    );
    return 'started';
  } catch (error) {
    if (error instanceof Error && error.name === 'ExecutionAlreadyExists') return 'exists';
    throw error;
  }
}

/** A state machine, and the client by which it is reached. */
export interface Machine {
  readonly client: SFNClient;
  readonly stateMachineArn: string;
}

/** The state of a run's execution; `absent` when none was started. For repair and audit: AWS allows few such calls. */
export async function statusOfExecution(
  { inquiryId, run }: { inquiryId: InquiryId; run: Run },
  { client, stateMachineArn }: Machine = { client: sfnClient(), stateMachineArn: config().stateMachineArn },
): Promise<ExecutionStatus | 'absent'> {
  try {
    const executionArn = executionArnOf(stateMachineArn, { inquiryId, run });
    const { status } = await client.send(new DescribeExecutionCommand({ executionArn }));
    if (status === undefined) throw new Error('Step Functions described an execution without its status');
    return status;
  } catch (error) {
    if (error instanceof Error && error.name === 'ExecutionDoesNotExist') return 'absent';
    throw error;
  }
}

/** Errors that mean that the wait is over: the execution reads the table itself. */
const overNames: ReadonlySet<string> = new Set(['TaskTimedOut', 'TaskDoesNotExist', 'InvalidToken']);

/** Ends the wait of the execution that holds the token; does nothing when none waits, or none has waited yet. */
export async function endWait(taskToken: string | undefined): Promise<void> {
  if (taskToken === undefined) return;
  try {
    await sfnClient().send(new SendTaskSuccessCommand({ taskToken, output: '{}' }));
  } catch (error) {
    if (!(error instanceof Error) || !overNames.has(error.name)) throw error;
  }
}

/** The ARN of a run's execution; the version or alias at the end of the machine's ARN is not part of it. */
function executionArnOf(stateMachineArn: string, { inquiryId, run }: { inquiryId: InquiryId; run: Run }): string {
  const [arn, partition, service, region, account, , machine] = stateMachineArn.split(':');
  return [arn, partition, service, region, account, 'execution', machine, executionNameOf(inquiryId, run)].join(':');
}
