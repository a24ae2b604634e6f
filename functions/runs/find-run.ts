import { DescribeExecutionCommand, type ExecutionStatus } from '@aws-sdk/client-sfn';
import { executionNameOf, type InquiryId, type Run } from '../../schemas/ids.ts';
import { sfnClient } from '../clients/sfn.ts';
import { config } from '../config.ts';

/** How the execution of a run stands; `absent` when it was never started. For repair only: AWS allows few such calls. */
export async function findRun(inquiryId: InquiryId, run: Run): Promise<ExecutionStatus | 'absent'> {
  try {
    const { status } = await sfnClient().send(
      new DescribeExecutionCommand({ executionArn: executionArnOf(inquiryId, run) }),
    );
    if (status === undefined) throw new Error('Step Functions described an execution without its status');
    return status;
  } catch (error) {
    if (error instanceof Error && error.name === 'ExecutionDoesNotExist') return 'absent';
    throw error;
  }
}

/** A version or alias at the end of the machine's ARN is not part of its executions' ARNs. */
function executionArnOf(inquiryId: InquiryId, run: Run): string {
  const [arn, partition, service, region, account, , machine] = config().stateMachineArn.split(':');
  return [arn, partition, service, region, account, 'execution', machine, executionNameOf(inquiryId, run)].join(':');
}
