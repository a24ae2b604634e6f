import type { EscalationId } from '../../../schemas/ids.ts';
import { durationSeconds } from '../../../schemas/units.ts';
import type { ExecutionInput } from '../../../schemas/workflow.ts';
import { findEscalation } from '../../entities/escalation.ts';
import { logger } from '../../logger.ts';
import { endWait, startRun } from '../../runs/executions.ts';

/** Until the inquiry is scored: the time an automatic answer takes. */
export const firstEstimateSeconds = durationSeconds(60);

/** Starts the run that has just been committed. If that fails the inquiry is safe: the sweeper starts its run. */
export async function startRunOrLeaveIt(run: ExecutionInput): Promise<void> {
  try {
    await startRun(run);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const { inquiryId } = run;
    logger().warn('run left to the sweeper', { inquiryId, run: run.run, errorName: error.name });
  }
}

/**
 * Wakes the execution that waits for a reply which has just been committed. Without a task token nothing waits yet, and
 * an execution that comes to wait finds the reply. A failed wake only costs time: the next checkpoint looks again.
 */
export async function wakeExecution(escalationId: EscalationId): Promise<void> {
  try {
    await endWait((await findEscalation(escalationId))?.taskToken);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    logger().warn('execution not woken', { escalationId, errorName: error.name });
  }
}
