import * as z from 'zod/mini';

export const Urgency = z.enum(['high', 'medium', 'low']);
export type Urgency = z.infer<typeof Urgency>;

/** ISO 639-1 of the inquiry's text. `und` = unknown. */
export const LanguageCode = z.string().check(z.regex(/^([a-z]{2}|und)$/, 'expected an ISO 639-1 code or und'));
export type LanguageCode = z.infer<typeof LanguageCode>;

export const Sentiment = z.enum(['POSITIVE', 'NEGATIVE', 'NEUTRAL', 'MIXED']);
export type Sentiment = z.infer<typeof Sentiment>;

/** A trait of an inquiry's words that affects its priority or forbids an automatic answer. Found by domain/priority. */
export const InquirySignal = z.enum([
  'danger',
  'fraud_or_leak',
  'outage',
  'legal_threat',
  'deadline',
  'repeated_contact',
  'billing_error',
  'defect_or_delay',
  'wants_person',
  'account_state',
  'anger',
  'praise',
]);
export type InquirySignal = z.infer<typeof InquirySignal>;

/** A safety feature that could not be applied, shown on the inquiry so that it never looks like success. */
export const InquiryWarning = z.enum([
  'attachment_unreadable',
  'attachment_partly_read',
  'attachment_low_confidence',
  /** Reading the file reached a limit of time or memory, as hostile files do. */
  'attachment_beyond_limits',
  /** A malware scan found something: the file is not read and must not be opened. */
  'attachment_infected',
  /** No malware scan has cleared the file: it is not read. */
  'attachment_unscanned',
  'language_unknown',
  'sentiment_unavailable',
  'personal_data_check_unavailable',
  'analysis_truncated',
  /** The attachments hold more text than is analysed: nothing has read the rest. */
  'text_truncated',
]);
export type InquiryWarning = z.infer<typeof InquiryWarning>;

/** Why an inquiry went to people. */
export const EscalationReason = z.enum([
  'low_quality',
  'no_knowledge',
  'needs_person',
  'risk',
  'person_requested',
  'reopened',
  'spend_limit',
  'pipeline_failed',
]);
export type EscalationReason = z.infer<typeof EscalationReason>;

/** Where an execution begins: with reading attachments, with analysing the text, or with people. */
export const Entry = z.enum(['answer', 'answer_text', 'escalate']);
export type Entry = z.infer<typeof Entry>;

/** One reason for the priority score: the points it added and the signal or fact behind them. */
export const PriorityReason = z.object({ reason: z.string(), points: z.int() });
export type PriorityReason = z.infer<typeof PriorityReason>;

export const AttachmentType = z.enum(['image/png', 'image/jpeg', 'application/pdf']);
export type AttachmentType = z.infer<typeof AttachmentType>;

/** The reader of a page: Textract for Latin script only; Korean goes to the model as image or document block. */
export const OcrRoute = z.enum(['textract', 'model']);
export type OcrRoute = z.infer<typeof OcrRoute>;
