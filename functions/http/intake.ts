import { httpProfile } from '../middleware/http-profile.ts';
import { escalateInquiry } from './routes/escalate-inquiry.ts';
import { submitInquiry } from './routes/submit-inquiry.ts';

/** Takes inquiries in: writes the table and the bucket, starts executions. */
export const handler = httpProfile('intake', [submitInquiry, escalateInquiry]);
