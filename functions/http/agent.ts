import { httpProfile } from '../middleware/http-profile.ts';

/** Actions of staff on a case: reads and writes the table, wakes waiting executions, starts new ones. */
export const handler = httpProfile<'agent'>({
  'GET /r/{linkToken}': async () => (await import('./pages/reply-page.ts')).showReplyPage,
  'POST /r/{linkToken}': async () => (await import('./pages/reply-page.ts')).submitReply,
  'GET /v1/escalations': async () => (await import('./escalations/read-escalations.ts')).listEscalations,
  'GET /v1/escalations/staff': async () => (await import('./escalations/read-escalations.ts')).listStaff,
  'GET /v1/escalations/{escalationId}': async () => (await import('./escalations/read-escalations.ts')).getEscalation,
  'POST /v1/escalations/{escalationId}/claim': async () => (await import('./escalations/hand-over.ts')).claimEscalation,
  'POST /v1/escalations/{escalationId}/release': async () =>
    (await import('./escalations/hand-over.ts')).releaseEscalation,
  'POST /v1/escalations/{escalationId}/reassign': async () =>
    (await import('./escalations/hand-over.ts')).reassignEscalation,
  'POST /v1/escalations/{escalationId}/reply': async () =>
    (await import('./escalations/end-case.ts')).replyToEscalation,
  'POST /v1/escalations/{escalationId}/return-to-ai': async () =>
    (await import('./escalations/end-case.ts')).returnToAi,
});
