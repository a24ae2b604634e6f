import type { EscalationId } from '../../../schemas/ids.ts';
import { durationSeconds } from '../../../schemas/units.ts';
import type { ExecutionInput } from '../../../schemas/workflow.ts';
import { findEscalation } from '../../entities/escalation.ts';
import { logger } from '../../logger.ts';
import { endWait, startRun } from '../../runs/executions.ts';

/** Until the inquiry is scored: the time of an automatic answer. */
export const firstEstimateSeconds = durationSeconds(60);

/** Starts the newly committed run. If that fails, the sweeper starts it. */
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
 * Wakes the execution that waits for the committed reply. Without a task token none waits yet, and
 * a later one finds the reply. A failed wake only costs time: the next checkpoint reads again.
 */
export async function wakeExecution(escalationId: EscalationId): Promise<void> {
  try {
    await endWait((await findEscalation(escalationId))?.taskToken);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    logger().warn('execution not woken', { escalationId, errorName: error.name });
  }
}
