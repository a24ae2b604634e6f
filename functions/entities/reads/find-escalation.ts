import { type EscalationId, partsOfEscalationId } from '../../../schemas/ids.ts';
import { Escalation, type EscalationItem } from '../models/escalation.ts';
import { getConsistently } from '../store.ts';

/** One escalation, read consistently: token and reply are ordered by it. */
export async function findEscalation(escalationId: EscalationId): Promise<EscalationItem | null> {
  const { inquiryId } = partsOfEscalationId(escalationId);
  return getConsistently(Escalation().get({ inquiryId, escalationId }));
}
