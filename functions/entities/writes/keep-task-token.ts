import { type EscalationId, partsOfEscalationId, type Run } from '../../../schemas/ids.ts';
import { Escalation } from '../models/escalation.ts';
import { ifCondition } from '../store.ts';

/**
 * Keeps the bell of the waiting execution, on the condition that no reply is there and nothing has changed hands.
 * A reply that commits later finds the token; one that committed earlier makes this `refused`.
 */
export async function keepTaskToken(options: {
  escalationId: EscalationId;
  run: Run;
  generation: number;
  taskToken: string;
}): Promise<'kept' | 'refused'> {
  const { escalationId, run, generation, taskToken } = options;
  const { inquiryId } = partsOfEscalationId(escalationId);
  const written = await ifCondition(() =>
    Escalation()
      .patch({ inquiryId, escalationId })
      .set({ taskToken, taskTokenRun: run })
      .where((attribute, { eq, notExists }) =>
        [
          notExists(attribute.reply),
          eq(attribute.generation, generation),
          eq(attribute.run, run),
          eq(attribute.state, 'open'),
        ].join(' AND '),
      )
      .go(),
  );
  return written === null ? 'refused' : 'kept';
}
