import * as z from 'zod/mini';
import { AnswerSource, Citation, QualitySubScores } from '../answer.ts';
import { InquiryId } from '../ids.ts';
import {
  AttachmentType,
  EscalationReason,
  InquiryWarning,
  LanguageCode,
  PriorityReason,
  Sentiment,
  Urgency,
} from '../inquiry.ts';
import { Mode } from '../mode.ts';
import { InquiryStatus } from '../status.ts';
import { TimelineEventKind } from '../timeline.ts';
import { Timestamp } from '../units.ts';
import { CostReceipt } from './cost.ts';
import { MessageView } from './follow-ups.ts';
import { keyProblems, type RouteSpec } from './route-spec.ts';
import { humanLine } from './text.ts';

export const ProgressStep = z.object({ kind: TimelineEventKind, at: Timestamp });

export const PublicAnswer = z.object({
  text: z.string(),
  source: AnswerSource,
  citations: z.array(Citation),
  at: Timestamp,
});

/** What a customer sees: no scores, no reasons, no staff. */
export const InquiryStatusResponse = z.object({
  id: InquiryId,
  mode: Mode,
  title: z.string(),
  status: InquiryStatus,
  urgency: z.optional(Urgency),
  estimatedResponseTime: z.int(),
  escalationRequested: z.boolean(),
  progress: z.array(ProgressStep),
  /** Oldest first; absent while there is none. */
  messages: z.optional(z.array(MessageView)),
  answer: z.optional(PublicAnswer),
});
export type InquiryStatusResponse = z.infer<typeof InquiryStatusResponse>;

export const InquirySummary = z.object({
  id: InquiryId,
  mode: Mode,
  title: z.string(),
  category: z.optional(z.string()),
  externalId: z.optional(z.string()),
  status: InquiryStatus,
  statusReason: z.optional(EscalationReason),
  run: z.int(),
  escalationRequested: z.boolean(),
  /** The asker's latest feedback on an answer. */
  feedback: z.optional(z.object({ run: z.int(), helpful: z.boolean() })),
  urgency: z.optional(Urgency),
  priorityScore: z.optional(z.int()),
  sentiment: z.optional(Sentiment),
  language: z.optional(LanguageCode),
  warnings: z.array(InquiryWarning),
  estimatedResponseTime: z.int(),
  createdAt: Timestamp,
  updatedAt: Timestamp,
});
export type InquirySummary = z.infer<typeof InquirySummary>;

export const CompanyAnswer = z.object({
  ...PublicAnswer.shape,
  run: z.int(),
  modelUsed: z.optional(z.string()),
  promptVersion: z.optional(z.string()),
  promptTokens: z.optional(z.int()),
  completionTokens: z.optional(z.int()),
  costUsd: z.optional(z.number()),
  responseQualityScore: z.optional(z.number()),
  subScores: z.optional(QualitySubScores),
});

export const TimelineEventView = z.object({
  kind: TimelineEventKind,
  at: Timestamp,
  run: z.int(),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
});

export const InquiryDetail = z.object({
  ...InquirySummary.shape,
  content: z.string(),
  customerEmail: z.optional(z.string()),
  /** Messages since, or at a reopening, oldest first; absent while there is none. */
  messages: z.optional(z.array(MessageView)),
  priorityReasons: z.array(PriorityReason),
  attachments: z.array(z.object({ filename: z.string(), contentType: AttachmentType, bytes: z.int(), pages: z.int() })),
  answer: z.optional(CompanyAnswer),
  /** With `expand=events`. */
  events: z.optional(z.array(TimelineEventView)),
  /** With `expand=cost`. */
  cost: z.optional(CostReceipt),
});
export type InquiryDetail = z.infer<typeof InquiryDetail>;

/** `answer` is always included and may still be named. */
const Expand = z
  .string()
  .check(
    z.regex(/^(answer|events|cost)(,(answer|events|cost)){0,2}$/, 'must be of answer, events and cost, with commas'),
  );

/** Seconds for which a request may wait for an answer; below API Gateway's limit of 29. */
const WaitSeconds = z.string().check(z.regex(/^([1-9]|1[0-9]|20)$/, 'must be 1–20'));

export const GetInquiryQuery = z.strictObject({ expand: z.optional(Expand), wait: z.optional(WaitSeconds) });

export const GetInquiryStatusQuery = z.strictObject({ wait: z.optional(WaitSeconds) });

export const ListInquiriesQuery = z.strictObject({
  status: z.optional(InquiryStatus),
  urgency: z.optional(Urgency),
  category: z.optional(humanLine(60)),
  externalId: z.optional(humanLine(120)),
  /** At this time or later. */
  createdAfter: z.optional(Timestamp),
  /** Earlier than this time. */
  createdBefore: z.optional(Timestamp),
  limit: z.optional(z.string().check(z.regex(/^([1-9]|[1-9][0-9]|100)$/, 'must be 1–100'))),
  cursor: z.optional(z.string().check(z.maxLength(2_000))),
});
export const ListInquiriesResponse = z.object({ items: z.array(InquirySummary), nextCursor: z.optional(z.string()) });

export const ListEventsResponse = z.object({ items: z.array(TimelineEventView) });

/** What a company reads with its key, and a customer with a status token. */
export const inquiryRoutes = {
  listInquiries: {
    method: 'GET',
    path: '/v1/inquiries',
    profile: 'read',
    auth: 'company',
    scope: 'inquiries:read',
    query: ListInquiriesQuery,
    success: { status: 200, contentType: 'application/json', schema: ListInquiriesResponse },
    problems: [...keyProblems, 'validation_failed'],
  },
  getInquiry: {
    method: 'GET',
    path: '/v1/inquiries/{inquiryId}',
    profile: 'read',
    auth: 'company',
    scope: 'inquiries:read',
    query: GetInquiryQuery,
    success: { status: 200, contentType: 'application/json', schema: InquiryDetail },
    problems: [...keyProblems, 'validation_failed', 'not_found', 'erased'],
  },
  getAnswer: {
    method: 'GET',
    path: '/v1/inquiries/{inquiryId}/answer',
    profile: 'read',
    auth: 'company',
    scope: 'inquiries:read',
    success: { status: 200, contentType: 'application/json', schema: CompanyAnswer },
    problems: [...keyProblems, 'not_found', 'no_answer', 'erased'],
  },
  listEvents: {
    method: 'GET',
    path: '/v1/inquiries/{inquiryId}/events',
    profile: 'read',
    auth: 'company',
    scope: 'inquiries:read',
    success: { status: 200, contentType: 'application/json', schema: ListEventsResponse },
    problems: [...keyProblems, 'not_found', 'erased'],
  },
  getInquiryStatus: {
    method: 'GET',
    path: '/v1/inquiries/{inquiryId}/status',
    profile: 'read',
    auth: 'company_or_customer',
    scope: 'inquiries:read',
    query: GetInquiryStatusQuery,
    success: { status: 200, contentType: 'application/json', schema: InquiryStatusResponse },
    problems: [...keyProblems, 'validation_failed', 'not_found', 'erased'],
  },
} as const satisfies Record<string, RouteSpec>;
