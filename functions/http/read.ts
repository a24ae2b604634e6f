import { httpProfile } from '../middleware/http-profile.ts';

/** Reads the table, and writes only the company’s rate limit. */
export const handler = httpProfile<'read'>({
  'GET /v1/inquiries': async () => (await import('./inquiries/read-inquiries.ts')).listInquiries,
  'GET /v1/inquiries/{inquiryId}': async () => (await import('./inquiries/read-inquiries.ts')).getInquiry,
  'GET /v1/inquiries/{inquiryId}/answer': async () => (await import('./inquiries/read-inquiries.ts')).getAnswer,
  'GET /v1/inquiries/{inquiryId}/events': async () => (await import('./inquiries/read-inquiries.ts')).listEvents,
  'GET /v1/inquiries/{inquiryId}/status': async () => (await import('./inquiries/read-inquiries.ts')).getInquiryStatus,
});
