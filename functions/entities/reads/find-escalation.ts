import { type EscalationId, partsOfEscalationId } from '../../../schemas/ids.ts';
import { withAwsErrors } from '../aws-error.ts';
import type { EscalationItem } from '../models/escalation.ts';
import { store } from '../service.ts';

/** One escalation, read consistently: token and reply are ordered by it. */
export async function findEscalation(escalationId: EscalationId): Promise<EscalationItem | null> {
  const { inquiryId } = partsOfEscalationId(escalationId);
  const { data } = await withAwsErrors(() =>
    store().entities.escalation.get({ inquiryId, escalationId }).go({ consistent: true, originalErr: true }),
  );
  return data;
}
