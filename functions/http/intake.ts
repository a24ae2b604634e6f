import { httpProfile } from '../middleware/http-profile.ts';

/** Accepts inquiries: writes the table and the bucket, starts executions. */
export const handler = httpProfile<'intake'>({
  'POST /v1/inquiries': async () => (await import('./inquiries/submit-inquiry.ts')).submitInquiry,
  'POST /v1/inquiries/batch': async () => (await import('./inquiries/submit-batch.ts')).submitBatch,
  'POST /v1/uploads': async () => (await import('./uploads/create-upload.ts')).createUpload,
  'POST /v1/inquiries/{inquiryId}/escalate': async () => (await import('./inquiries/follow-ups.ts')).escalateInquiry,
  'POST /v1/inquiries/{inquiryId}/feedback': async () => (await import('./inquiries/follow-ups.ts')).giveFeedback,
  'POST /v1/inquiries/{inquiryId}/reopen': async () => (await import('./inquiries/follow-ups.ts')).reopenInquiry,
  'POST /v1/inquiries/{inquiryId}/messages': async () => (await import('./inquiries/follow-ups.ts')).addMessage,
});
