import * as z from 'zod/mini';

/** `export` collects what is stored about the person; `erasure` removes it. */
export const DataRequestKind = z.enum(['export', 'erasure']);
export type DataRequestKind = z.infer<typeof DataRequestKind>;

export const DataRequestState = z.enum(['pending', 'done', 'failed']);
export type DataRequestState = z.infer<typeof DataRequestState>;

/** Why an inquiry was erased: requested by its id, by a request about a person, or by the retention time. */
export const ErasureReason = z.enum(['request', 'data_request', 'retention']);
export type ErasureReason = z.infer<typeof ErasureReason>;

/** Counts of a request, each once, however often its work was interrupted. */
export const DataRequestCounts = z.object({
  inquiries: z.int(),
  /** Stored items besides the inquiries' heads: texts, answers, drafts, mails' records, timeline events. */
  items: z.int(),
  /** Files of attachments. */
  objects: z.int(),
  /** Mails that were sent about the inquiries, to the person or to staff. */
  mails: z.int(),
});
export type DataRequestCounts = z.infer<typeof DataRequestCounts>;
