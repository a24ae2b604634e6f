import { escalationRoutes } from '../../../schemas/api/escalation-routes.ts';
import { httpRoute } from '../../middleware/http-route.ts';
import { actOnEscalation } from '../escalations/act-on-escalation.ts';
import { handTo } from '../escalations/hand-to.ts';

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
