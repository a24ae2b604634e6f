import type { EscalationId } from '../../../schemas/ids.ts';
import { findEscalation } from '../../entities/escalation.ts';
import { logger } from '../../logger.ts';
import { ringToken } from '../../runs/ring-token.ts';

/**
 * Wakes the execution that waits for a reply which has just been committed. Without a token nobody waits yet, and who
 * comes to wait will find the reply. A bell that does not ring only costs time: the next checkpoint looks.
 */
export async function ringBell(escalationId: EscalationId): Promise<void> {
  try {
    await ringToken((await findEscalation(escalationId))?.taskToken);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    logger().warn('bell not rung', { escalationId, errorName: error.name });
  }
}
