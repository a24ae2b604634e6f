import * as z from 'zod/mini';
import { InquiryId } from '../ids.ts';
import { SubmitInquiryRequest } from './inquiries.ts';
import { Problem } from './problem.ts';

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
