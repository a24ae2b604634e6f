import { graceMs } from '../../domain/inquiry/due-times.ts';
import { pendingSinceMs } from '../../domain/inquiry/pending-since.ts';
import type { EpochMs } from '../../schemas/units.ts';
import type { Workspace } from '../entities/workspace.ts';
import { emitMetrics } from '../metrics.ts';

/** Measures for how long an inquiry has waited for an answer, which its alarm watches; a run at work for minutes is no news. */
export function tellPending({ inquiry, escalations }: Workspace, nowMs: EpochMs): void {
  const sinceMs = pendingSinceMs({ inquiry, wasEscalated: escalations.length > 0 });
  if (sinceMs === null || nowMs - sinceMs < graceMs.run) return;
  emitMetrics({ OldestPendingInquirySeconds: (nowMs - sinceMs) / 1000 });
}
