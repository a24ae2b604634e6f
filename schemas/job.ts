import * as z from 'zod/mini';
import { JobId } from './ids.ts';

/** Kinds of background work outside the state machine. */
export const JobKind = z.enum(['webhook_delivery', 'data_request', 'knowledge_index', 'retention']);
export type JobKind = z.infer<typeof JobKind>;

/** The event of the function `work`, called asynchronously right after the jobs are committed. */
export const WorkEvent = z.object({ jobIds: z.array(JobId).check(z.minLength(1), z.maxLength(100)) });
export type WorkEvent = z.infer<typeof WorkEvent>;
