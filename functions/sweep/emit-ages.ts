import { graceMs } from '../../domain/inquiry/due-times.ts';
import { pendingSinceMs, unownedSinceMs } from '../../domain/inquiry/waiting-since.ts';
import type { EpochMs } from '../../schemas/units.ts';
import { findCompany } from '../entities/account.ts';
import type { Workspace } from '../entities/workspace.ts';
import { emitMetrics } from '../metrics.ts';

/** Emits how long an inquiry has waited for an answer, which its alarm watches; minutes are normal. */
export function emitPendingAge({ inquiry, escalations }: Workspace, nowMs: EpochMs): void {
  const sinceMs = pendingSinceMs({ inquiry, wasEscalated: escalations.length > 0 });
  if (sinceMs === null || nowMs - sinceMs < graceMs.run) return;
  emitMetrics({ OldestPendingInquirySeconds: (nowMs - sinceMs) / 1000 });
}

/** Emits how long an overdue escalation has had no owner, which its alarm watches. */
export async function emitUnownedAge({ inquiry, escalations }: Workspace, nowMs: EpochMs): Promise<void> {
  if (inquiry.status !== 'escalated') return;
  const company = await findCompany(inquiry.companyId, nowMs);
  const sinceMs = unownedSinceMs({
    inquiry,
    openEscalation: escalations.find(({ state }) => state === 'open'),
    staff: company?.staff ?? [],
  });
  if (sinceMs !== null) emitMetrics({ OldestUnownedEscalationSeconds: Math.max(0, nowMs - sinceMs) / 1000 });
}
