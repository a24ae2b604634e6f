import { chooseOwner } from '../../../domain/escalation/choose-owner.ts';
import { escalationRoutes } from '../../../schemas/api/escalation-routes.ts';
import type { AgentId } from '../../../schemas/ids.ts';
import { httpRoute } from '../../middleware/http-route.ts';
import { ProblemError } from '../../middleware/problem-error.ts';
import { actOnEscalation } from '../escalations/act-on-escalation.ts';
import { handTo } from '../escalations/hand-to.ts';
import type { EscalationCase } from '../escalations/open-escalation-case.ts';
import { requireOwner } from '../escalations/require-owner.ts';

export const releaseEscalation = httpRoute(escalationRoutes, 'releaseEscalation', ({ body, nowMs, ...request }) => {
  const { agentId } = body;
  return actOnEscalation(
    { ...request, nowMs, agents: { agentId } },
    {
      // A case that is somebody else's may have been released or never have been this agent's: the version tells.
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
