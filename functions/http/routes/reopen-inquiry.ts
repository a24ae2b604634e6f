import { inquiryRoutes } from '../../../schemas/api/inquiry-routes.ts';
import { httpRoute } from '../../middleware/http-route.ts';
import { reopen } from '../intake/reopen.ts';
import { openInquiry } from '../views/open-inquiry.ts';

export const reopenInquiry = httpRoute(inquiryRoutes, 'reopenInquiry', async ({ path, body, principal, nowMs }) => {
  const inquiry = await openInquiry(path.inquiryId, principal);
  const { inquiryId, status, run } = await reopen(inquiry, { by: principal.kind, message: body.message, nowMs });
  return { status: 202, body: { id: inquiryId, status, run } };
});
