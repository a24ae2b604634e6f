import { escalationRoutes } from '../../../schemas/api/escalation-routes.ts';
import { httpRoute } from '../../middleware/http-route.ts';
import { commitReply } from '../../transactions/commit-reply.ts';
import { actOnEscalation } from '../escalations/act-on-escalation.ts';
import { requireOwner } from '../escalations/require-owner.ts';

export const replyToEscalation = httpRoute(escalationRoutes, 'replyToEscalation', ({ body, nowMs, ...request }) => {
  const { agentId } = body;
  const text = body.text.replace(/\r\n?/g, '\n').trim();
  return actOnEscalation(
    { ...request, nowMs, agents: { agentId } },
    {
      isDone: ({ escalation: { reply } }) => reply?.agentId === agentId && reply.text === text,
      refuse: (present) => requireOwner(present, agentId),
      commit: ({ workspace, escalation }) =>
        commitReply({
          inquiry: workspace.inquiry,
          escalation,
          reply: { text, agentId, atMs: nowMs },
          wantsMail: workspace.text.customerEmail !== undefined,
          onlyAsRead: true,
        }),
    },
  );
});
