import { staffMailDueAt } from '../../../domain/inquiry/due-times.ts';
import type { AgentId } from '../../../schemas/ids.ts';
import type { TimelineEventKind } from '../../../schemas/timeline.ts';
import type { EpochMs } from '../../../schemas/units.ts';
import type { CommitOutcome } from '../../entities/commit.ts';
import { advanceEscalation } from '../../transactions/advance-escalation.ts';
import type { EscalationCase } from './open-escalation-case.ts';

interface HandOver {
  readonly eventKind: Extract<TimelineEventKind, 'claimed' | 'released' | 'reassigned'>;
  readonly by: AgentId;
  readonly note?: string | undefined;
  readonly nowMs: EpochMs;
}

/** Gives a case to another owner, who is mailed. Stage and SLA stay as they are; the earlier owner's links are spent. */
export function handTo(
  ownerAgentId: AgentId,
  { escalation }: EscalationCase,
  { eventKind, by, note, nowMs }: HandOver,
): Promise<CommitOutcome> {
  const { stage, generation, dueAtMs, slips } = escalation;
  return advanceEscalation(escalation, {
    next: { stage, ownerAgentId, generation: generation + 1, dueAtMs, slips },
    notificationKind: 'staff_assigned',
    eventKind,
    facts: { by, ...(note !== undefined && { note }) },
    note,
    lookAtMs: staffMailDueAt(nowMs, dueAtMs),
    nowMs,
  });
}
