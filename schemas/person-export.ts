import * as z from 'zod/mini';
import { AnswerSource, Citation } from './answer.ts';
import { InquiryId } from './ids.ts';
import { AttachmentType, LanguageCode, PriorityReason, Sentiment, Urgency } from './inquiry.ts';
import { InquiryStatus } from './status.ts';
import { TimelineEventKind } from './timeline.ts';
import { Timestamp } from './units.ts';

/** Raised with every incompatible change of the format. */
export const personExportVersion = '1';

const ExportedAttachment = z.object({
  filename: z.string(),
  contentType: AttachmentType,
  bytes: z.int(),
  /** Text read from its pages. */
  pages: z.array(z.object({ page: z.int(), text: z.string() })),
  /** Base64 of the file, unless it was left out. */
  data: z.optional(z.string()),
  /** The file is larger than an export allows, or the export is full. */
  omitted: z.optional(z.literal('too_large')),
});
export type ExportedAttachment = z.infer<typeof ExportedAttachment>;

/** The person's data in one inquiry; no staff, no scores of unsent drafts, no secrets. */
export const ExportedInquiry = z.object({
  id: InquiryId,
  externalId: z.optional(z.string()),
  status: InquiryStatus,
  createdAt: Timestamp,
  updatedAt: Timestamp,
  customerEmail: z.optional(z.string()),
  title: z.string(),
  category: z.optional(z.string()),
  content: z.string(),
  attachments: z.array(ExportedAttachment),
  messages: z.array(z.object({ by: z.enum(['customer', 'company']), text: z.string(), at: Timestamp })),
  answers: z.array(z.object({ source: AnswerSource, text: z.string(), citations: z.array(Citation), at: Timestamp })),
  /** The analysis of the inquiry's words, as far as it got. */
  analysis: z.object({
    language: z.optional(LanguageCode),
    sentiment: z.optional(Sentiment),
    urgency: z.optional(Urgency),
    priorityScore: z.optional(z.int()),
    signals: z.array(z.string()),
    priorityReasons: z.array(PriorityReason),
    personalDataTypes: z.array(z.string()),
  }),
  timeline: z.array(
    z.object({
      kind: TimelineEventKind,
      at: Timestamp,
      facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
    }),
  ),
  /** Mails to the person. */
  mails: z.array(
    z.object({
      notificationId: z.string(),
      sentAt: Timestamp,
      deliveredAt: z.optional(Timestamp),
      bouncedAt: z.optional(Timestamp),
      complainedAt: z.optional(Timestamp),
    }),
  ),
});
export type ExportedInquiry = z.infer<typeof ExportedInquiry>;

/** A person's exported data: JSON in UTF-8. */
export const PersonExport = z.object({
  version: z.literal(personExportVersion),
  exportedAt: Timestamp,
  company: z.string(),
  inquiries: z.array(ExportedInquiry),
});
