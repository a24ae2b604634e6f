import { escalationRoutes } from '../../../schemas/api/escalation-routes.ts';
import { httpRoute } from '../../middleware/http-route.ts';
import { returnToAi as commit } from '../../transactions/return-to-ai.ts';
import { actOnEscalation } from '../escalations/act-on-escalation.ts';
import { startReturnedRun } from '../escalations/start-returned-run.ts';
import { firstEstimateSeconds } from '../intake/first-estimate.ts';

export const returnToAi = httpRoute(escalationRoutes, 'returnToAi', async ({ body, nowMs, ...request }) => {
  const { agentId } = body;
  const answer = await actOnEscalation(
    { ...request, nowMs, agents: { agentId } },
    {
      isDone: ({ escalation }) => escalation.state === 'returned_to_ai',
      commit: ({ workspace, escalation }) =>
        commit({ workspace, escalation }, { by: agentId, estimatedResponseTime: firstEstimateSeconds, nowMs }),
    },
  );
  await startReturnedRun(answer.body.inquiryId);
  return answer;
});
