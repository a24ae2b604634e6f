import { httpRoute } from '../../middleware/http-route.ts';
import { etagOf, isKnown, revalidated } from '../views/inquiry-etag.ts';
import { openInquiry } from '../views/open-inquiry.ts';
import { readStatus } from '../views/status-view.ts';

export const getInquiryStatus = httpRoute('getInquiryStatus', async ({ path, principal, headers }) => {
  const inquiry = await openInquiry(path.inquiryId, principal);
  const etag = etagOf(inquiry);
  if (isKnown(headers['if-none-match'], etag)) return { status: 304, body: null, headers: revalidated(etag) };
  return { status: 200, body: await readStatus(inquiry), headers: revalidated(etag) };
});
