import type { InquiryDetail } from '../../../schemas/api/inquiries.ts';
import { inquiryRoutes } from '../../../schemas/api/inquiry-routes.ts';
import { listEvents } from '../../entities/timeline.ts';
import { readWorkspace } from '../../entities/workspace.ts';
import { httpRoute } from '../../middleware/http-route.ts';
import { ProblemError } from '../../middleware/problem-error.ts';
import { awaitNews } from '../views/await-news.ts';
import { costReceiptOf } from '../views/cost-receipt.ts';
import { eventViewOf } from '../views/event-view.ts';
import { etagOf, isKnown, revalidated } from '../views/inquiry-etag.ts';
import { detailOf } from '../views/inquiry-views.ts';
import { openInquiry } from '../views/open-inquiry.ts';

export const getInquiry = httpRoute(inquiryRoutes, 'getInquiry', async ({ path, query, principal, headers }) => {
  const { inquiryId } = path;
  const ifNoneMatch = headers['if-none-match'];
  const found = await openInquiry(inquiryId, principal);
  const inquiry = await awaitNews(found, { waitSeconds: Number(query.wait ?? 0), ifNoneMatch });
  const expansions = query.expand?.split(',') ?? [];
  const hasEvents = expansions.includes('events');
  const hasCost = expansions.includes('cost');
  // Mails sent and drafts written change these two without a new version of the head, so no ETag could vouch for them.
  const isVersioned = !hasEvents && !hasCost;
  const etag = etagOf(inquiry);
  if (isVersioned && isKnown(ifNoneMatch, etag)) return { status: 304, body: null, headers: revalidated(etag) };
  const [workspace, events] = await Promise.all([readWorkspace(inquiryId), isVersioned ? [] : listEvents(inquiryId)]);
  if (workspace === null || workspace.inquiry.status === 'erased') throw new ProblemError('erased');
  const body: InquiryDetail = {
    ...detailOf(workspace),
    ...(hasEvents && { events: events.map(eventViewOf) }),
    ...(hasCost && { cost: costReceiptOf(workspace, events) }),
  };
  return { status: 200, body, headers: isVersioned ? revalidated(etagOf(workspace.inquiry)) : {} };
});
