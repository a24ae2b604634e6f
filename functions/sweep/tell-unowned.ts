import { unownedSinceMs } from '../../domain/escalation/unowned-since.ts';
import type { EpochMs } from '../../schemas/units.ts';
import { findCompany } from '../entities/account.ts';
import type { Workspace } from '../entities/workspace.ts';
import { emitMetrics } from '../metrics.ts';

/** Measures for how long an overdue escalation has been nobody's, which its alarm watches. */
export async function tellUnowned({ inquiry, escalations }: Workspace, nowMs: EpochMs): Promise<void> {
  if (inquiry.status !== 'escalated') return;
  const company = await findCompany(inquiry.companyId, nowMs);
  const sinceMs = unownedSinceMs({
    inquiry,
    openEscalation: escalations.find(({ state }) => state === 'open'),
    staff: company?.staff ?? [],
  });
  if (sinceMs !== null) emitMetrics({ OldestUnownedEscalationSeconds: Math.max(0, nowMs - sinceMs) / 1000 });
}
