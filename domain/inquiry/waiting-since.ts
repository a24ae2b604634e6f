import type { InquiryStatus } from '../../schemas/status.ts';
import type { EpochMs } from '../../schemas/units.ts';

/**
 * Since when an inquiry waits for its first answer: since submission, or since people returned it to the
 * model. Null when it does not wait.
 */
export function pendingSinceMs(options: {
  readonly inquiry: {
    readonly status: InquiryStatus;
    readonly createdAtMs: EpochMs;
    readonly updatedAtMs: EpochMs;
  };
  /** Whether it has been with people before. */
  readonly wasEscalated: boolean;
}): EpochMs | null {
  const { inquiry, wasEscalated } = options;
  if (inquiry.status !== 'pending') return null;
  return wasEscalated ? inquiry.updatedAtMs : inquiry.createdAtMs;
}

/**
 * Since when an escalated inquiry has no one to answer it: its owner has left the staff, or its escalation
 * is requested but not opened. Null when a member of staff owns it, or it is not escalated.
 */
export function unownedSinceMs(options: {
  readonly inquiry: { readonly status: InquiryStatus; readonly updatedAtMs: EpochMs };
  readonly openEscalation: { readonly ownerAgentId: string; readonly openedAtMs: EpochMs } | undefined;
  readonly staff: readonly { readonly agentId: string }[];
}): EpochMs | null {
  const { inquiry, openEscalation, staff } = options;
  if (inquiry.status !== 'escalated') return null;
  if (openEscalation === undefined) return inquiry.updatedAtMs;
  const { ownerAgentId, openedAtMs } = openEscalation;
  return staff.some(({ agentId }) => agentId === ownerAgentId) ? null : openedAtMs;
}
