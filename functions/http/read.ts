import { httpProfile } from '../middleware/http-profile.ts';
import { getAnswer } from './routes/get-answer.ts';
import { getInquiry } from './routes/get-inquiry.ts';
import { getInquiryStatus } from './routes/get-inquiry-status.ts';
import { listEvents } from './routes/list-events.ts';
import { listInquiries } from './routes/list-inquiries.ts';

/** Reads the table, and writes nothing but what is left of the company’s rate. */
export const handler = httpProfile('read', [listInquiries, getInquiry, getAnswer, listEvents, getInquiryStatus]);
