import { DescribeExecutionCommand, type SFNClient } from '@aws-sdk/client-sfn';
import type { ExecutionStatus, InquiryCase } from '../../domain/audit/inquiry-case.ts';
import { needsExecution } from '../../domain/audit/work-rules.ts';
import { InquiryId, Run } from '../../schemas/ids.ts';
import { executionArnOf } from '../runs/execution-arn.ts';

export interface Machine {
  readonly client: SFNClient;
  readonly stateMachineArn: string;
}

/** The case with how its run stands, where that bears on it: AWS allows few such calls. */
export async function withExecution(present: InquiryCase, machine: Machine): Promise<InquiryCase> {
  const { inquiry } = present;
  if (inquiry === null || !needsExecution(present)) return present;
  const key = { inquiryId: InquiryId.parse(inquiry.inquiryId), run: Run.parse(inquiry.run) };
  return {
    ...present,
    execution: await executionStatus(machine.client, executionArnOf(machine.stateMachineArn, key)),
  };
}

async function executionStatus(client: SFNClient, executionArn: string): Promise<ExecutionStatus> {
  try {
    const { status } = await client.send(new DescribeExecutionCommand({ executionArn }));
    if (status === undefined) throw new Error('Step Functions described an execution without its status');
    return status;
  } catch (error) {
    if (error instanceof Error && error.name === 'ExecutionDoesNotExist') return 'absent';
    throw error;
  }
}
