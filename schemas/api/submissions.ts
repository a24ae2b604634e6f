import * as z from 'zod/mini';
import { InquiryId, UploadId } from '../ids.ts';
import { AttachmentType } from '../inquiry.ts';
import { InquiryStatus } from '../status.ts';
import { inlineLimits } from './limits.ts';
import { Problem } from './problem.ts';
import { bodyProblems, keyProblems, type RouteSpec } from './route-spec.ts';
import { humanLine, humanText } from './text.ts';

// A repeated group needs a stack as deep as the file is long.
const base64 = z.string().check(
  z.minLength(1),
  z.regex(/^[A-Za-z0-9+/]*={0,2}$/, 'must be base64'),
  z.refine((text) => text.length % 4 === 0, 'must be base64 with its padding'),
);

export const InlineAttachment = z.strictObject({ filename: humanLine(200), contentType: AttachmentType, data: base64 });

export const SubmitInquiryRequest = z.strictObject({
  title: humanLine(200),
  content: humanText(10_000),
  customerEmail: z.optional(z.email().check(z.maxLength(254))),
  category: z.optional(humanLine(60)),
  externalId: z.optional(humanLine(120)),
  attachments: z.optional(z.array(InlineAttachment).check(z.maxLength(inlineLimits.attachments))),
  /** Files uploaded before; together with `attachments` as many as the plan allows. */
  uploadIds: z.optional(
    z.array(UploadId).check(
      z.maxLength(inlineLimits.attachments),
      z.refine((ids) => new Set(ids).size === ids.length, 'must differ from each other'),
    ),
  ),
});
export type SubmitInquiryRequest = z.infer<typeof SubmitInquiryRequest>;

export const SubmitInquiryResponse = z.object({
  id: InquiryId,
  status: InquiryStatus,
  statusUrl: z.url(),
  statusToken: z.string(),
  /** Seconds until an answer is expected. */
  estimatedResponseTime: z.int(),
});

/** Inquiries in one batch, without attachments. */
export const mostBatchItems = 100;

export const BatchItem = z.omit(SubmitInquiryRequest, { attachments: true, uploadIds: true });

/** Items, parsed one by one so that a bad one is its own problem: `SubmitInquiryRequest` without attachments. */
export const SubmitBatchRequest = z.strictObject({
  items: z.array(z.record(z.string(), z.unknown())).check(z.minLength(1), z.maxLength(mostBatchItems)),
});

export const BatchItemResult = z.object({
  /** Position in the request, from 0. */
  index: z.int(),
  /** The item's own status: 202, or its problem's. */
  status: z.int(),
  id: z.optional(InquiryId),
  problem: z.optional(Problem),
});
export const SubmitBatchResponse = z.object({ items: z.array(BatchItemResult) });

/** How inquiries come in, alone or by the hundred. */
export const submissionRoutes = {
  submitInquiry: {
    method: 'POST',
    path: '/v1/inquiries',
    profile: 'intake',
    auth: 'company',
    scope: 'inquiries:write',
    isKeyed: true,
    body: SubmitInquiryRequest,
    success: { status: 202, contentType: 'application/json', schema: SubmitInquiryResponse },
    problems: [
      ...keyProblems,
      ...bodyProblems,
      'idempotency_mismatch',
      'idempotency_in_progress',
      'external_id_taken',
      'quota_exceeded',
    ],
  },
  submitBatch: {
    method: 'POST',
    path: '/v1/inquiries/batch',
    profile: 'intake',
    auth: 'company',
    scope: 'inquiries:write',
    isKeyed: true,
    body: SubmitBatchRequest,
    success: { status: 200, contentType: 'application/json', schema: SubmitBatchResponse },
    problems: [...keyProblems, ...bodyProblems],
  },
} as const satisfies Record<string, RouteSpec>;
