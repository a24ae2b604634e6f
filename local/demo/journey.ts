import type * as z from 'zod/mini';
import type { InquiryDetail } from '../../schemas/api/inquiries.ts';
import type { InquiryId } from '../../schemas/ids.ts';
import type { InquiryStatus } from '../../schemas/status.ts';
import type { QualityFacts } from '../../schemas/workflow.ts';
import type { StateVisit } from './execution-path.ts';
import type { OutboxMail } from './outbox.ts';
import type { Sample } from './samples.ts';

/** One sample on its way, as the progress line shows it. Times are this process's own, in milliseconds. */
export interface Journey {
  readonly sample: Sample;
  readonly visits: readonly StateVisit[];
  readonly status: InquiryStatus | 'submitting';
  readonly startedAtMs: number;
  readonly endedAtMs: number | null;
  /** Why it could not be followed to its end. */
  readonly failure: string | null;
}

/** What has become of a sample, with all that is shown of it. */
export interface Outcome {
  readonly journey: Journey;
  readonly inquiryId: InquiryId | null;
  readonly statusUrl: string | null;
  readonly detail: z.infer<typeof InquiryDetail> | null;
  readonly quality: QualityFacts | null;
  readonly mails: readonly OutboxMail[];
}

export const begun = (sample: Sample, startedAtMs: number): Journey => ({
  sample,
  visits: [],
  status: 'submitting',
  startedAtMs,
  endedAtMs: null,
  failure: null,
});

/** Seconds from the request to the end, or to `nowMs`. */
export const secondsOf = ({ startedAtMs, endedAtMs }: Journey, nowMs: number): number =>
  ((endedAtMs ?? nowMs) - startedAtMs) / 1_000;
