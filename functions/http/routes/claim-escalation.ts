import { escalationRoutes } from '../../../schemas/api/escalation-routes.ts';
import { httpRoute } from '../../middleware/http-route.ts';
import { actOnEscalation } from '../escalations/act-on-escalation.ts';
import { handTo } from '../escalations/hand-to.ts';

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
