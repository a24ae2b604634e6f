import { httpProfile } from '../middleware/http-profile.ts';
import { showReplyPage } from './routes/show-reply-page.ts';
import { submitReply } from './routes/submit-reply.ts';

/** Staff at work on a case: reads and writes the table, rings waiting executions. */
export const handler = httpProfile('agent', [showReplyPage, submitReply]);
