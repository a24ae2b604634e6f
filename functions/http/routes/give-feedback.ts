import { inquiryRoutes } from '../../../schemas/api/inquiry-routes.ts';
import { httpRoute } from '../../middleware/http-route.ts';
import { giveFeedback as give } from '../intake/give-feedback.ts';
import { openInquiry } from '../views/open-inquiry.ts';

export const giveFeedback = httpRoute(inquiryRoutes, 'giveFeedback', async ({ path, body, principal, nowMs }) => {
  const inquiry = await openInquiry(path.inquiryId, principal);
  const { inquiryId, status } = await give(inquiry, { ...body, by: principal.kind, nowMs });
  return { status: 200, body: { id: inquiryId, status, helpful: body.helpful } };
});
