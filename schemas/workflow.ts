import * as z from 'zod/mini';
import { GateDecision, QualitySubScores } from './answer.ts';
import { EscalationDecision, NotificationKind } from './escalation.ts';
import { AttachmentNumber, Attempt, CompanyId, EscalationId, InquiryId, Run } from './ids.ts';
import {
  Entry,
  EscalationReason,
  InquirySignal,
  InquiryWarning,
  LanguageCode,
  OcrRoute,
  Sentiment,
  Urgency,
} from './inquiry.ts';
import { FoundPassage } from './knowledge.ts';

/**
 * Payloads of the state machine: ids and small facts, never bodies (AWS's limit is 256 KiB, ours 32 KiB).
 * Each task has an input, a pick of `WorkflowFacts`, and an output, which the state machine assigns to variables.
 */

/** The input of every execution, rebuilt byte for byte from the inquiry's stored fields when a start is repeated. */
export const ExecutionInput = z.object({ inquiryId: InquiryId, companyId: CompanyId, run: Run, entry: Entry });
export type ExecutionInput = z.infer<typeof ExecutionInput>;

/** One page to be read, an item of the ExtractText Map. Images have one page. */
export const PageToRead = z.object({
  attachmentNumber: AttachmentNumber,
  page: z.int().check(z.gte(1)),
  ocrRoute: OcrRoute,
});
export type PageToRead = z.infer<typeof PageToRead>;

/** The result for one page. `unreadable` is a finding, not an error: the inquiry continues with a warning. */
export const PageReading = z.object({
  attachmentNumber: AttachmentNumber,
  page: z.int(),
  outcome: z.enum(['read', 'empty', 'unreadable']),
  /** Reading it reached a limit of time or memory. */
  isBeyondLimits: z.optional(z.boolean()),
  /** Mean word confidence, 0–100. */
  confidence: z.optional(z.number()),
});
export type PageReading = z.infer<typeof PageReading>;

/** An attachment that is not read, because a malware scan found something or has not cleared it. */
export const WithheldAttachment = z.object({
  attachmentNumber: AttachmentNumber,
  finding: z.enum(['infected', 'unscanned']),
});
export type WithheldAttachment = z.infer<typeof WithheldAttachment>;

/** A passage found for the inquiry: its id and score; its text is kept with the run. */
export const RetrievedPassage = z.object({ passageId: z.string(), score01: z.number() });
export type RetrievedPassage = z.infer<typeof RetrievedPassage>;

/** How well the knowledge fits, for the gate. All 0–1. */
export const RetrievalFeatures = z.object({
  topScore01: z.number(),
  margin01: z.number(),
  queryCoverage01: z.number(),
  titleCoverage01: z.number(),
});
export type RetrievalFeatures = z.infer<typeof RetrievalFeatures>;

/** Facts about a draft besides its text. */
export const DraftFacts = z.object({
  attempt: Attempt,
  modelUsed: z.string(),
  promptVersion: z.string(),
  promptTokens: z.int(),
  completionTokens: z.int(),
  costUsd: z.number(),
  needsHuman: z.boolean(),
});
export type DraftFacts = z.infer<typeof DraftFacts>;

export const QualityFacts = z.object({
  decision: GateDecision,
  responseQualityScore: z.number(),
  subScores: QualitySubScores,
  /** Plain reasons, worst first: shown to staff and, on a redraft, to the model. */
  reasons: z.array(z.string()).check(z.maxLength(12)),
  escalationReason: z.optional(EscalationReason),
});
export type QualityFacts = z.infer<typeof QualityFacts>;

const base = { inquiryId: InquiryId, companyId: CompanyId, run: Run };

export const BeginProcessingInput = z.object(base);
export const BeginProcessingOutput = z.object({
  pages: z.readonly(z.array(PageToRead).check(z.maxLength(250))),
  withheld: z.readonly(z.array(WithheldAttachment)),
});

export const ExtractTextInput = z.object({ ...base, page: PageToRead });
export const ExtractTextOutput = PageReading;

export const AnalyzeInquiryInput = z.object({
  ...base,
  readings: z.array(PageReading),
  /** Absent from executions that began before there were scans. */
  withheld: z._default(z.array(WithheldAttachment), []),
});
export const AnalyzeInquiryOutput = z.object({
  language: LanguageCode,
  sentiment: z.optional(Sentiment),
  /** Comprehend's score of NEGATIVE, 0–1. */
  negativeScore01: z.number(),
  signals: z.array(InquirySignal),
  personalDataTypes: z.array(z.string()),
  warnings: z.array(InquiryWarning),
  /** Lowest page confidence, 0–100; absent without attachments. */
  legibility: z.optional(z.number()),
});

export const ScorePriorityInput = z.object({ ...base, analysis: AnalyzeInquiryOutput });
export const ScorePriorityOutput = z.object({ urgency: Urgency, priorityScore: z.int() });

export const RetrieveKnowledgeInput = z.object({ ...base, language: LanguageCode });
export const RetrieveKnowledgeOutput = z.object({
  passages: z.array(RetrievedPassage).check(z.maxLength(10)),
  features: RetrievalFeatures,
  indexEtag: z.string(),
});

/** The item that RetrieveKnowledge keeps with the run: whole passages, best first. */
export const Retrieved = z.object({
  passages: z.readonly(z.array(FoundPassage)),
  features: RetrievalFeatures,
  /** Version of the searched index; empty without one. */
  indexEtag: z.string(),
});
export type Retrieved = z.infer<typeof Retrieved>;

export const GenerateAnswerInput = z.object({
  ...base,
  attempt: Attempt,
  language: LanguageCode,
  /** Faults of the previous draft. */
  feedback: z.array(z.string()),
});
export const GenerateAnswerOutput = DraftFacts;

export const ScoreQualityInput = z.object({
  ...base,
  draft: DraftFacts,
  analysis: AnalyzeInquiryOutput,
});
export const ScoreQualityOutput = QualityFacts;

export const StoreAnswerInput = z.object({ ...base, draft: DraftFacts, quality: QualityFacts });
export const StoreAnswerOutput = z.object({ notification: z.enum(['due', 'not_wanted']) });

export const NotifyCustomerInput = z.object(base);
export const NotifyCustomerOutput = z.object({
  delivery: z.enum(['sent', 'already_sent', 'not_wanted', 'superseded', 'left_to_sweeper']),
});

export const OpenEscalationInput = z.object({
  ...base,
  reason: EscalationReason,
  reasons: z.array(z.string()),
  /** The draft shown to staff as a start, when there is one. */
  attempt: z.optional(Attempt),
  responseQualityScore: z.optional(z.number()),
  /** Name of the error that a Catch caught. */
  errorName: z.optional(z.string()),
});
export const OpenEscalationOutput = z.object({
  escalationId: EscalationId,
  generation: z.int(),
  waitSeconds: z.int(),
  notificationKind: NotificationKind,
});

export const ContactStaffInput = z.object({
  ...base,
  escalationId: EscalationId,
  notificationKind: NotificationKind,
  generation: z.int(),
});
export const ContactStaffOutput = z.object({
  delivery: z.enum(['sent', 'already_sent', 'superseded', 'left_to_sweeper']),
});

export const AwaitReplyInput = z.object({
  ...base,
  escalationId: EscalationId,
  generation: z.int(),
  taskToken: z.string(),
});

export const DecideEscalationInput = z.object({ ...base, escalationId: EscalationId });
export const DecideEscalationOutput = z.object({
  decision: EscalationDecision,
  generation: z.int(),
  waitSeconds: z.int(),
  notificationKind: z.optional(NotificationKind),
});
