import * as z from 'zod/mini';
import { JobId } from './ids.ts';

/** Kinds of background work that is not an inquiry's own. */
export const JobKind = z.enum(['webhook_delivery', 'data_request', 'knowledge_index', 'retention']);
export type JobKind = z.infer<typeof JobKind>;

/** What the function `work` is called with, asynchronously, right after the jobs were committed. */
export const WorkEvent = z.object({ jobIds: z.array(JobId).check(z.minLength(1), z.maxLength(100)) });
export type WorkEvent = z.infer<typeof WorkEvent>;
