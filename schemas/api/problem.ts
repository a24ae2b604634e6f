import * as z from 'zod/mini';
import { InquiryId } from '../ids.ts';

/** RFC 9457 problem details, the body of every error (`application/problem+json`). */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string(),
  requestId: z.string(),
  /** For 422: the paths at fault. */
  errors: z.optional(z.array(z.object({ path: z.string(), message: z.string() }))),
  /** For `external_id_taken`: the inquiry that has it. */
  inquiryId: z.optional(InquiryId),
});
export type Problem = z.infer<typeof Problem>;
