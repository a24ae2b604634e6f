import type { RouteSpec } from '../schemas/api/route-spec.ts';
import { routes } from '../schemas/api/routes.ts';
import { answeredStatuses } from '../schemas/status.ts';
import { AnswerTimeout } from './errors.ts';
import type { CallOptions, ResponseOf } from './operation-types.ts';
import type { Timing } from './retry.ts';

export type InquiryStatusView = ResponseOf<'getInquiryStatus'>;
export type AnsweredInquiry = InquiryStatusView & { readonly answer: NonNullable<InquiryStatusView['answer']> };

export interface WaitOptions {
  /** Default 10 minutes. A person may need longer. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
  /** Called with the first status and with each change, the last included. */
  readonly onProgress?: (status: InquiryStatusView) => void;
}

type ReadStatus = (request: { inquiryId: string; wait?: string }, options: CallOptions) => Promise<InquiryStatusView>;

const defaultTimeoutMs = 600_000;
const firstPauseMs = 1_000;
const longestPauseMs = 15_000;
const pauseGrowth = 1.5;

/** The longest that the service holds a request until something changes. */
const holdSeconds = 20;
const holdMarginMs = 10_000;

const { query }: RouteSpec = routes.getInquiryStatus;
const canHold = query?.safeParse({ wait: String(holdSeconds) }).success === true;

/**
 * Resolves with the status once the inquiry is answered, by the machine or a person. The service holds each request
 * until there is news where it can; otherwise pauses grow from 1 s to 15 s, and restart with each change.
 * @throws AnswerTimeout; ApiProblem, such as `erased`; the signal's reason
 */
export async function waitForAnswer(
  inquiryId: string,
  { readStatus, timing, options }: { readStatus: ReadStatus; timing: Timing; options: WaitOptions },
): Promise<AnsweredInquiry> {
  const { timeoutMs = defaultTimeoutMs, signal, onProgress } = options;
  const deadlineMs = timing.now() + timeoutMs;
  let last: InquiryStatusView | undefined;
  let pauseMs = firstPauseMs;
  for (;;) {
    const askedAtMs = timing.now();
    const status = await readStatus({ inquiryId, ...hold(last, deadlineMs - askedAtMs) }, callOptions(signal));
    if (status !== last) onProgress?.(status);
    if (isAnswered(status)) return status;
    pauseMs = status === last ? Math.min(longestPauseMs, pauseMs * pauseGrowth) : firstPauseMs;
    last = status;
    const restOfTimeMs = deadlineMs - timing.now();
    if (restOfTimeMs <= 0) throw new AnswerTimeout(`Inquiry ${inquiryId} is ${status.status} after ${timeoutMs} ms`);
    // A long poll has already waited.
    const restMs = Math.min(restOfTimeMs, pauseMs - (timing.now() - askedAtMs));
    if (restMs > 0) await timing.pause(restMs, signal);
  }
}

/** The first request is no long poll, and none is longer than the caller's time. */
function hold(last: InquiryStatusView | undefined, leftMs: number): { wait?: string } {
  const seconds = Math.min(holdSeconds, Math.floor(leftMs / 1_000));
  return canHold && last !== undefined && seconds >= 1 ? { wait: String(seconds) } : {};
}

const callOptions = (signal: AbortSignal | undefined): CallOptions => ({
  ...(signal !== undefined && { signal }),
  ...(canHold && { timeoutMs: holdSeconds * 1_000 + holdMarginMs }),
});

const isAnswered = (status: InquiryStatusView): status is AnsweredInquiry =>
  status.answer !== undefined && answeredStatuses.some((answered) => answered === status.status);
