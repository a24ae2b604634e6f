import { DescribeExecutionCommand, type SFNClient } from '@aws-sdk/client-sfn';
import { executionNameOf, InquiryId, Run } from '../../schemas/ids.ts';
import type { ExecutionStatus, InquiryCase } from './inquiry-case.ts';

/** Executions asked about at a time. */
const width = 8;

/** The cases with how the run of each waiting inquiry stands. */
export async function withExecutions(
  cases: readonly InquiryCase[],
  { client, stateMachineArn }: { client: SFNClient; stateMachineArn: string },
): Promise<readonly InquiryCase[]> {
  const known: InquiryCase[] = [];
  const pending = [...cases].reverse();
  const worker = async (): Promise<void> => {
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      const name = executionName(next);
      const execution = name === null ? null : await executionStatus(client, executionArn(stateMachineArn, name));
      known.push({ ...next, execution });
    }
  };
  await Promise.all(Array.from({ length: width }, worker));
  return known;
}

function executionName({ inquiry }: InquiryCase): string | null {
  if (inquiry === null || (inquiry.status !== 'pending' && inquiry.status !== 'escalated')) return null;
  return executionNameOf(InquiryId.parse(inquiry.inquiryId), Run.parse(inquiry.run));
}

/** The ARN of an execution of this machine. */
export const executionArn = (stateMachineArn: string, name: string): string =>
  `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${name}`;

async function executionStatus(client: SFNClient, arn: string): Promise<ExecutionStatus> {
  try {
    const { status } = await client.send(new DescribeExecutionCommand({ executionArn: arn }));
    if (status === undefined) throw new Error('Step Functions described an execution without its status');
    return status;
  } catch (error) {
    if (error instanceof Error && error.name === 'ExecutionDoesNotExist') return 'absent';
    throw error;
  }
}
