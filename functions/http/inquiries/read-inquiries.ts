import { type InquiryDetail, inquiryRoutes } from '../../../schemas/api/inquiries.ts';
import { type EpochMs, epochMs } from '../../../schemas/units.ts';
import { findAnswer } from '../../entities/answer.ts';
import { findByExternalId, listInquiries as listStored } from '../../entities/inquiry-list.ts';
import { listEvents as readTimeline } from '../../entities/timeline.ts';
import { readWorkspace } from '../../entities/workspace.ts';
import { httpRoute } from '../../middleware/http-route.ts';
import { ProblemError } from '../../middleware/problem-error.ts';
import { isKnown, revalidated } from '../shared/conditional-requests.ts';
import { nextCursorOf, pageOf } from '../shared/paging.ts';
import { awaitNews } from './await-news.ts';
import { costReceiptOf } from './cost-receipt.ts';
import { answerEtagOf, companyAnswerOf, detailOf, etagOf, eventViewOf, summaryOf } from './inquiry-views.ts';
import { openInquiry } from './open-inquiry.ts';
import { readStatus } from './status-view.ts';

export const listInquiries = httpRoute(inquiryRoutes, 'listInquiries', async ({ query, principal }) => {
  const { limit, cursor, ...filter } = query;
  const { externalId, createdAfter, createdBefore, ...equal } = filter;
  const { companyId, mode } = principal;
  const scope = { companyId, mode, filter };
  const asked = pageOf(scope, { limit, cursor });
  const wanted = { ...equal, createdFromMs: instantOf(createdAfter), createdBeforeMs: instantOf(createdBefore) };
  if (externalId !== undefined) {
    const found = await findByExternalId(principal, externalId, wanted);
    return { status: 200, body: { items: found.map(summaryOf) } };
  }
  const page = await listStored(principal, { filter: wanted, ...asked });
  return { status: 200, body: { items: page.items.map(summaryOf), ...nextCursorOf(scope, page.cursor) } };
});

/** Nothing was created before 1970. */
const instantOf = (timestamp: string | undefined): EpochMs | undefined =>
  timestamp === undefined ? undefined : epochMs(Math.max(0, Date.parse(timestamp)));

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
  const [workspace, events] = await Promise.all([readWorkspace(inquiryId), isVersioned ? [] : readTimeline(inquiryId)]);
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
  const events = await readTimeline(path.inquiryId);
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
