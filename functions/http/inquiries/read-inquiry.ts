import type { InquiryDetail } from '../../../schemas/api/inquiries.ts';
import { inquiryRoutes } from '../../../schemas/api/inquiries.ts';
import { findAnswer } from '../../entities/answer.ts';
import { listEvents as listStored } from '../../entities/timeline.ts';
import { readWorkspace } from '../../entities/workspace.ts';
import { httpRoute } from '../../middleware/http-route.ts';
import { ProblemError } from '../../middleware/problem-error.ts';
import { isKnown, revalidated } from '../shared/conditional-requests.ts';
import { awaitNews } from './await-news.ts';
import { costReceiptOf } from './cost-receipt.ts';
import { answerEtagOf, companyAnswerOf, detailOf, etagOf, eventViewOf } from './inquiry-views.ts';
import { openInquiry } from './open-inquiry.ts';
import { readStatus } from './status-view.ts';

export const getInquiry = httpRoute(inquiryRoutes, 'getInquiry', async ({ path, query, principal, headers }) => {
  const { inquiryId } = path;
  const ifNoneMatch = headers['if-none-match'];
  const found = await openInquiry(inquiryId, principal);
  const inquiry = await awaitNews(found, { waitSeconds: Number(query.wait ?? 0), ifNoneMatch });
  const expansions = query.expand?.split(',') ?? [];
  const hasEvents = expansions.includes('events');
  const hasCost = expansions.includes('cost');
  // Sent mails and drafts change these two without a new version of the head, so they have no ETag.
  const isVersioned = !hasEvents && !hasCost;
  const etag = etagOf(inquiry);
  if (isVersioned && isKnown(ifNoneMatch, etag)) return { status: 304, body: null, headers: revalidated(etag) };
  const [workspace, events] = await Promise.all([readWorkspace(inquiryId), isVersioned ? [] : listStored(inquiryId)]);
  if (workspace === null || workspace.inquiry.status === 'erased') throw new ProblemError('erased');
  const body: InquiryDetail = {
    ...detailOf(workspace),
    ...(hasEvents && { events: events.map(eventViewOf) }),
    ...(hasCost && { cost: costReceiptOf(workspace, events) }),
  };
  return { status: 200, body, headers: isVersioned ? revalidated(etagOf(workspace.inquiry)) : {} };
});

export const getAnswer = httpRoute(inquiryRoutes, 'getAnswer', async ({ path, principal, headers }) => {
  const { inquiryId, answeredRun } = await openInquiry(path.inquiryId, principal);
  if (answeredRun === undefined) throw new ProblemError('no_answer');
  const etag = answerEtagOf(inquiryId, answeredRun);
  if (isKnown(headers['if-none-match'], etag)) return { status: 304, body: null, headers: revalidated(etag) };
  const answer = await findAnswer(inquiryId, answeredRun);
  if (answer === null) throw new ProblemError('erased');
  return { status: 200, body: companyAnswerOf(answer), headers: revalidated(etag) };
});

export const listEvents = httpRoute(inquiryRoutes, 'listEvents', async ({ path, principal }) => {
  await openInquiry(path.inquiryId, principal);
  const events = await listStored(path.inquiryId);
  return { status: 200, body: { items: events.map(eventViewOf) } };
});

export const getInquiryStatus = httpRoute(
  inquiryRoutes,
  'getInquiryStatus',
  async ({ path, query, principal, headers, nowMs }) => {
    const ifNoneMatch = headers['if-none-match'];
    const found = await openInquiry(path.inquiryId, principal);
    const inquiry = await awaitNews(found, { waitSeconds: Number(query.wait ?? 0), ifNoneMatch });
    const etag = etagOf(inquiry);
    if (isKnown(ifNoneMatch, etag)) return { status: 304, body: null, headers: revalidated(etag) };
    return { status: 200, body: await readStatus(inquiry, nowMs), headers: revalidated(etag) };
  },
);
