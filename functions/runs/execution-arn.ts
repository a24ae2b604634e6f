import { executionNameOf, type InquiryId, type Run } from '../../schemas/ids.ts';

/** Of the execution of a run. A version or alias at the end of the machine's ARN is not part of its executions' ARNs. */
export function executionArnOf(
  stateMachineArn: string,
  { inquiryId, run }: { inquiryId: InquiryId; run: Run },
): string {
  const [arn, partition, service, region, account, , machine] = stateMachineArn.split(':');
  return [arn, partition, service, region, account, 'execution', machine, executionNameOf(inquiryId, run)].join(':');
}
