import { DescribeExecutionCommand, type ExecutionStatus } from '@aws-sdk/client-sfn';
import type { InquiryId, Run } from '../../schemas/ids.ts';
import { sfnClient } from '../clients/sfn.ts';
import { config } from '../config.ts';
import { executionArnOf } from './execution-arn.ts';

/** How the execution of a run stands; `absent` when it was never started. For repair only: AWS allows few such calls. */
export async function findRun(inquiryId: InquiryId, run: Run): Promise<ExecutionStatus | 'absent'> {
  try {
    const { status } = await sfnClient().send(
      new DescribeExecutionCommand({ executionArn: executionArnOf(config().stateMachineArn, { inquiryId, run }) }),
    );
    if (status === undefined) throw new Error('Step Functions described an execution without its status');
    return status;
  } catch (error) {
    if (error instanceof Error && error.name === 'ExecutionDoesNotExist') return 'absent';
    throw error;
  }
}
