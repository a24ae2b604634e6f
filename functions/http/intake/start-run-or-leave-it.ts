import type { ExecutionInput } from '../../../schemas/workflow.ts';
import { logger } from '../../logger.ts';
import { startRun } from '../../runs/start-run.ts';

/** Starts the run that has just been committed. When that fails the inquiry is safe all the same: the sweeper starts it. */
export async function startRunOrLeaveIt(run: ExecutionInput): Promise<void> {
  try {
    await startRun(run);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const { inquiryId } = run;
    logger().warn('run left to the sweeper', { inquiryId, run: run.run, errorName: error.name });
  }
}
