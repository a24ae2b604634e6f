import { chooseOwner } from '../../../domain/escalation/choose-owner.ts';
import { staffMailDueAt } from '../../../domain/inquiry/due-times.ts';
import { escalationRoutes } from '../../../schemas/api/escalations.ts';
import type { AgentId } from '../../../schemas/ids.ts';
import type { TimelineEventKind } from '../../../schemas/timeline.ts';
import type { EpochMs } from '../../../schemas/units.ts';
import type { CommitOutcome } from '../../entities/commit.ts';
import { httpRoute } from '../../middleware/http-route.ts';
import { ProblemError } from '../../middleware/problem-error.ts';
import { advanceEscalation } from '../../transactions/advance-escalation.ts';
import { actOnEscalation, requireOwner } from './act-on-escalation.ts';
import type { EscalationCase } from './escalation-case.ts';

export const claimEscalation = httpRoute(escalationRoutes, 'claimEscalation', ({ body, nowMs, ...request }) => {
  const { agentId } = body;
  return actOnEscalation(
    { ...request, nowMs, agents: { agentId } },
    {
      isDone: ({ escalation }) => escalation.state === 'open' && escalation.ownerAgentId === agentId,
      commit: (present) => handTo(agentId, present, { eventKind: 'claimed', by: agentId, nowMs }),
    },
  );
});

export const releaseEscalation = httpRoute(escalationRoutes, 'releaseEscalation', ({ body, nowMs, ...request }) => {
  const { agentId } = body;
  return actOnEscalation(
    { ...request, nowMs, agents: { agentId } },
    {
      // A case of another agent may have been released or never have been this agent's: the version decides.
      isDone: () => false,
      refuse: (present) => {
        requireOwner(present, agentId);
        if (ownerAfter(present, agentId) !== agentId) return;
        throw new ProblemError('status_conflict', { detail: 'Nobody else is on the staff' });
      },
      commit: (present) => handTo(ownerAfter(present, agentId), present, { eventKind: 'released', by: agentId, nowMs }),
    },
  );
});

const ownerAfter = ({ escalation, company }: EscalationCase, agentId: AgentId): AgentId =>
  chooseOwner(company.staff, { seed: `${escalation.escalationId}|${escalation.generation}`, except: [agentId] })
    .agentId;

export const reassignEscalation = httpRoute(escalationRoutes, 'reassignEscalation', ({ body, nowMs, ...request }) => {
  const { agentId, toAgentId, note } = body;
  return actOnEscalation(
    { ...request, nowMs, agents: { agentId, toAgentId } },
    {
      isDone: ({ escalation }) => escalation.state === 'open' && escalation.ownerAgentId === toAgentId,
      commit: (present) => handTo(toAgentId, present, { eventKind: 'reassigned', by: agentId, note, nowMs }),
    },
  );
});

interface HandOver {
  readonly eventKind: Extract<TimelineEventKind, 'claimed' | 'released' | 'reassigned'>;
  readonly by: AgentId;
  readonly note?: string | undefined;
  readonly nowMs: EpochMs;
}

/**
 * Reassigns a case to another owner, who gets a mail. Stage and SLA stay; the previous owner's links become invalid.
 */
function handTo(
  ownerAgentId: AgentId,
  { escalation }: EscalationCase,
  { eventKind, by, note, nowMs }: HandOver,
): Promise<CommitOutcome> {
  const { stage, generation, dueAtMs, repeatedHandovers } = escalation;
  return advanceEscalation(escalation, {
    next: { stage, ownerAgentId, generation: generation + 1, dueAtMs, repeatedHandovers },
    notificationKind: 'staff_assigned',
    eventKind,
    facts: { by, ...(note !== undefined && { note }) },
    note,
    lookAtMs: staffMailDueAt(nowMs, dueAtMs),
    nowMs,
  });
}
