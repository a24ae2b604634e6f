import { httpProfile } from '../middleware/http-profile.ts';

/** Staff at work on a case: reads and writes the table, rings waiting executions, starts new ones. */
export const handler = httpProfile<'agent'>({
  'GET /r/{linkToken}': async () => (await import('./routes/show-reply-page.ts')).showReplyPage,
  'POST /r/{linkToken}': async () => (await import('./routes/submit-reply.ts')).submitReply,
  'GET /v1/escalations': async () => (await import('./routes/list-escalations.ts')).listEscalations,
  'GET /v1/escalations/staff': async () => (await import('./routes/list-staff.ts')).listStaff,
  'GET /v1/escalations/{escalationId}': async () => (await import('./routes/get-escalation.ts')).getEscalation,
  'POST /v1/escalations/{escalationId}/claim': async () =>
    (await import('./routes/claim-escalation.ts')).claimEscalation,
  'POST /v1/escalations/{escalationId}/release': async () =>
    (await import('./routes/release-escalation.ts')).releaseEscalation,
  'POST /v1/escalations/{escalationId}/reassign': async () =>
    (await import('./routes/reassign-escalation.ts')).reassignEscalation,
  'POST /v1/escalations/{escalationId}/reply': async () =>
    (await import('./routes/reply-to-escalation.ts')).replyToEscalation,
  'POST /v1/escalations/{escalationId}/return-to-ai': async () => (await import('./routes/return-to-ai.ts')).returnToAi,
});
