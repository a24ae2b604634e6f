import { httpProfile } from '../middleware/http-profile.ts';
import { addMessage } from './routes/add-message.ts';
import { createUpload } from './routes/create-upload.ts';
import { escalateInquiry } from './routes/escalate-inquiry.ts';
import { giveFeedback } from './routes/give-feedback.ts';
import { reopenInquiry } from './routes/reopen-inquiry.ts';
import { submitBatch } from './routes/submit-batch.ts';
import { submitInquiry } from './routes/submit-inquiry.ts';

/** Takes inquiries in: writes the table and the bucket, starts executions. */
export const handler = httpProfile('intake', [
  submitInquiry,
  submitBatch,
  createUpload,
  escalateInquiry,
  giveFeedback,
  reopenInquiry,
  addMessage,
]);
