import type { InquiryStatus } from '../../schemas/status.ts';
import type { EpochMs } from '../../schemas/units.ts';

/**
 * Since when an inquiry has waited for its first word from us: since it was sent, or since people gave it back to the
 * model. Null when it does not wait for one.
 */
export function pendingSinceMs(options: {
  readonly inquiry: {
    readonly status: InquiryStatus;
    readonly createdAtMs: EpochMs;
    readonly updatedAtMs: EpochMs;
  };
  /** Has it been with people before. */
  readonly wasEscalated: boolean;
}): EpochMs | null {
  const { inquiry, wasEscalated } = options;
  if (inquiry.status !== 'pending') return null;
  return wasEscalated ? inquiry.updatedAtMs : inquiry.createdAtMs;
}
