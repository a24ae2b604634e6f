import { StartExecutionCommand } from '@aws-sdk/client-sfn';
import { executionNameOf } from '../../schemas/ids.ts';
import type { ExecutionInput } from '../../schemas/workflow.ts';
import { sfnClient } from '../clients/sfn.ts';
import { config } from '../config.ts';

/**
 * Starts the execution of an inquiry's present run. Name and input are derived from stored fields alone, so that a
 * repeat is answered with the same execution; a name that is taken counts as started.
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
