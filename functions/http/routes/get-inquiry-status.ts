import { inquiryRoutes } from '../../../schemas/api/inquiry-routes.ts';
import { httpRoute } from '../../middleware/http-route.ts';
import { awaitNews } from '../views/await-news.ts';
import { etagOf, isKnown, revalidated } from '../views/inquiry-etag.ts';
import { openInquiry } from '../views/open-inquiry.ts';
import { readStatus } from '../views/status-view.ts';

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
