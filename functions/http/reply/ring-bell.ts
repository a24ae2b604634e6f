import { SendTaskSuccessCommand } from '@aws-sdk/client-sfn';
import type { EscalationId } from '../../../schemas/ids.ts';
import { sfnClient } from '../../clients/sfn.ts';
import { findEscalation } from '../../entities/reads/find-escalation.ts';
import { logger } from '../../logger.ts';

/** The wait is over already: its execution sees the reply in the table by itself. */
const overNames: ReadonlySet<string> = new Set(['TaskTimedOut', 'TaskDoesNotExist', 'InvalidToken']);

/**
 * Wakes the execution that waits for a reply which has just been committed. Without a token nobody waits yet, and who
 * comes to wait will find the reply. A bell that does not ring only costs time: the next checkpoint looks.
 */
export async function ringBell(escalationId: EscalationId): Promise<void> {
  try {
    const taskToken = (await findEscalation(escalationId))?.taskToken;
    if (taskToken === undefined) return;
    await sfnClient().send(new SendTaskSuccessCommand({ taskToken, output: '{}' }));
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    if (!overNames.has(error.name)) logger().warn('bell not rung', { escalationId, errorName: error.name });
  }
}
