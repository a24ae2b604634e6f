import { httpProfile } from '../middleware/http-profile.ts';

/** Takes inquiries in: writes the table and the bucket, starts executions. */
export const handler = httpProfile<'intake'>({
  'POST /v1/inquiries': async () => (await import('./routes/submit-inquiry.ts')).submitInquiry,
  'POST /v1/inquiries/batch': async () => (await import('./routes/submit-batch.ts')).submitBatch,
  'POST /v1/uploads': async () => (await import('./routes/create-upload.ts')).createUpload,
  'POST /v1/inquiries/{inquiryId}/escalate': async () => (await import('./routes/escalate-inquiry.ts')).escalateInquiry,
  'POST /v1/inquiries/{inquiryId}/feedback': async () => (await import('./routes/give-feedback.ts')).giveFeedback,
  'POST /v1/inquiries/{inquiryId}/reopen': async () => (await import('./routes/reopen-inquiry.ts')).reopenInquiry,
  'POST /v1/inquiries/{inquiryId}/messages': async () => (await import('./routes/add-message.ts')).addMessage,
});
