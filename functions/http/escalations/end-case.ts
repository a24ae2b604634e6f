import { escalationRoutes } from '../../../schemas/api/escalations.ts';
import type { InquiryId } from '../../../schemas/ids.ts';
import { findInquiry } from '../../entities/inquiry.ts';
import { httpRoute } from '../../middleware/http-route.ts';
import { commitReply } from '../../transactions/commit-answer.ts';
import { returnToAi as commit } from '../../transactions/raise-run.ts';
import { firstEstimateSeconds, startRunOrLeaveIt } from '../shared/executions.ts';
import { actOnEscalation, requireOwner } from './act-on-escalation.ts';

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

/** Starts the run that a return to the machine has raised, if the inquiry is still in it. */
async function startReturnedRun(inquiryId: InquiryId): Promise<void> {
  const inquiry = await findInquiry(inquiryId);
  if (inquiry?.status === 'pending' && inquiry.entry !== 'escalate') await startRunOrLeaveIt(inquiry);
}
