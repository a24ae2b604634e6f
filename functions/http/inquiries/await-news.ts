import { setTimeout as pause } from 'node:timers/promises';
import { answeredStatuses } from '../../../schemas/status.ts';
import { findInquiry, type InquiryItem } from '../../entities/inquiry.ts';
import { ProblemError } from '../../middleware/problem-error.ts';
import { isKnown } from '../shared/conditional-requests.ts';
import { etagOf } from './inquiry-views.ts';

/** An automatic answer takes a second or two, a person hours: 15 reads in 20 seconds serve both. */
const firstPauseMs = 250;
const longestPauseMs = 2_000;
const pauseGrowth = 1.4;

/**
 * A head with news, after at most `waitSeconds`: one that is answered, or that the caller's `If-None-Match` does
 * not match; else the last one read. Each poll is one consistent read of the head. @throws ProblemError erased
 */
export async function awaitNews(
  inquiry: InquiryItem,
  { waitSeconds, ifNoneMatch }: { waitSeconds: number; ifNoneMatch: string | undefined },
): Promise<InquiryItem> {
  const endMs = performance.now() + waitSeconds * 1_000;
  let current = inquiry;
  let pauseMs = firstPauseMs;
  for (
    let leftMs = waitSeconds * 1_000;
    leftMs > 0 && !isNews(current, ifNoneMatch);
    leftMs = endMs - performance.now()
  ) {
    await pause(Math.min(pauseMs, leftMs));
    pauseMs = Math.min(longestPauseMs, pauseMs * pauseGrowth);
    const next = await findInquiry(inquiry.inquiryId);
    if (next === null || next.status === 'erased') throw new ProblemError('erased');
    current = next;
  }
  return current;
}

const isNews = (inquiry: InquiryItem, ifNoneMatch: string | undefined): boolean =>
  answeredStatuses.some((status) => status === inquiry.status) ||
  (ifNoneMatch !== undefined && !isKnown(ifNoneMatch, etagOf(inquiry)));
