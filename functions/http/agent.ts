import { httpProfile } from '../middleware/http-profile.ts';
import { claimEscalation } from './routes/claim-escalation.ts';
import { getEscalation } from './routes/get-escalation.ts';
import { listEscalations } from './routes/list-escalations.ts';
import { listStaff } from './routes/list-staff.ts';
import { reassignEscalation } from './routes/reassign-escalation.ts';
import { releaseEscalation } from './routes/release-escalation.ts';
import { replyToEscalation } from './routes/reply-to-escalation.ts';
import { returnToAi } from './routes/return-to-ai.ts';
import { showReplyPage } from './routes/show-reply-page.ts';
import { submitReply } from './routes/submit-reply.ts';

/** Staff at work on a case: reads and writes the table, rings waiting executions, starts new ones. */
export const handler = httpProfile('agent', [
  showReplyPage,
  submitReply,
  listEscalations,
  listStaff,
  getEscalation,
  claimEscalation,
  releaseEscalation,
  reassignEscalation,
  replyToEscalation,
  returnToAi,
]);
