import * as z from 'zod/mini';
import { InquiryId } from '../ids.ts';
import { InquiryStatus } from '../status.ts';
import { Timestamp } from '../units.ts';
import { messageCharacters } from './limits.ts';
import { bodyProblems, keyProblems, type RouteSpec } from './route-spec.ts';
import { humanText } from './text.ts';

/** A message of the asker after the inquiry itself. */
export const MessageView = z.object({
  by: z.enum(['customer', 'company']),
  text: z.string(),
  run: z.int(),
  at: Timestamp,
});

export const AddMessageRequest = z.strictObject({ text: humanText(messageCharacters) });
export const AddMessageResponse = z.object({
  id: InquiryId,
  status: InquiryStatus,
  run: z.int(),
  message: MessageView,
});

export const EscalateResponse = z.object({ id: InquiryId, status: InquiryStatus, escalationRequested: z.boolean() });

export const FeedbackRequest = z.strictObject({ helpful: z.boolean(), comment: z.optional(humanText(1_000)) });
export const FeedbackResponse = z.object({ id: InquiryId, status: InquiryStatus, helpful: z.boolean() });

export const ReopenRequest = z.strictObject({ message: humanText(5_000) });
export const ReopenResponse = z.object({ id: InquiryId, status: InquiryStatus, run: z.int() });

/** What the asker does after submitting: ask for a person, judge the answer, open it again, add to it. */
export const followUpRoutes = {
  escalateInquiry: {
    method: 'POST',
    path: '/v1/inquiries/{inquiryId}/escalate',
    profile: 'intake',
    auth: 'company_or_customer',
    scope: 'inquiries:write',
    success: { status: 202, contentType: 'application/json', schema: EscalateResponse },
    problems: [...keyProblems, 'not_found', 'erased', 'status_conflict'],
  },
  giveFeedback: {
    method: 'POST',
    path: '/v1/inquiries/{inquiryId}/feedback',
    profile: 'intake',
    auth: 'company_or_customer',
    scope: 'inquiries:write',
    body: FeedbackRequest,
    success: { status: 200, contentType: 'application/json', schema: FeedbackResponse },
    problems: [...keyProblems, ...bodyProblems, 'not_found', 'erased', 'status_conflict'],
  },
  reopenInquiry: {
    method: 'POST',
    path: '/v1/inquiries/{inquiryId}/reopen',
    profile: 'intake',
    auth: 'company_or_customer',
    scope: 'inquiries:write',
    body: ReopenRequest,
    success: { status: 202, contentType: 'application/json', schema: ReopenResponse },
    problems: [...keyProblems, ...bodyProblems, 'not_found', 'erased', 'status_conflict'],
  },
  addMessage: {
    method: 'POST',
    path: '/v1/inquiries/{inquiryId}/messages',
    profile: 'intake',
    auth: 'company_or_customer',
    scope: 'inquiries:write',
    body: AddMessageRequest,
    success: { status: 201, contentType: 'application/json', schema: AddMessageResponse },
    problems: [...keyProblems, ...bodyProblems, 'not_found', 'erased', 'status_conflict'],
  },
} as const satisfies Record<string, RouteSpec>;
