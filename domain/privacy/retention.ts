import type { InquiryStatus } from '../../schemas/status.ts';
import { type EpochMs, epochMs } from '../../schemas/units.ts';

const dayMs = 86_400_000;

/** How often a company's inquiries are checked for expired ones. */
export const retentionPassMs = dayMs;

/** Inquiries last changed at this time or earlier are expired; null when the clock has no such time. */
export function retentionCutoffMs(nowMs: EpochMs, retentionDays: number): EpochMs | null {
  const cutoffMs = nowMs - retentionDays * dayMs;
  return cutoffMs < 0 ? null : epochMs(cutoffMs);
}

/**
 * Whether an inquiry is at rest and has not changed for `retentionDays`. One that is open, or was opened again, is
 * kept.
 */
export function isPastRetention(
  inquiry: { readonly status: InquiryStatus; readonly updatedAtMs: EpochMs },
  { retentionDays, nowMs }: { retentionDays: number; nowMs: EpochMs },
): boolean {
  const cutoffMs = retentionCutoffMs(nowMs, retentionDays);
  return inquiry.status === 'resolved' && cutoffMs !== null && inquiry.updatedAtMs <= cutoffMs;
}
