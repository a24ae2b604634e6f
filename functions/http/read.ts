import { httpProfile } from '../middleware/http-profile.ts';

/** Reads the table, and writes nothing but what is left of the company’s rate. */
export const handler = httpProfile<'read'>({
  'GET /v1/inquiries': async () => (await import('./routes/list-inquiries.ts')).listInquiries,
  'GET /v1/inquiries/{inquiryId}': async () => (await import('./routes/get-inquiry.ts')).getInquiry,
  'GET /v1/inquiries/{inquiryId}/answer': async () => (await import('./routes/get-answer.ts')).getAnswer,
  'GET /v1/inquiries/{inquiryId}/events': async () => (await import('./routes/list-events.ts')).listEvents,
  'GET /v1/inquiries/{inquiryId}/status': async () => (await import('./routes/get-inquiry-status.ts')).getInquiryStatus,
});
