import { type EscalationId, partsOfEscalationId } from '../../../schemas/ids.ts';
import { Escalation, type EscalationItem } from '../models/escalation.ts';
import { withAwsErrors } from '../store.ts';

/** One escalation, read consistently: token and reply are ordered by it. */
export async function findEscalation(escalationId: EscalationId): Promise<EscalationItem | null> {
  const { inquiryId } = partsOfEscalationId(escalationId);
  const { data } = await withAwsErrors(() =>
    Escalation().get({ inquiryId, escalationId }).go({ consistent: true, originalErr: true }),
  );
  return data;
}
