import { inquiryRoutes } from '../../../schemas/api/inquiry-routes.ts';
import { httpRoute } from '../../middleware/http-route.ts';
import { requestPerson } from '../intake/request-person.ts';
import { openInquiry } from '../views/open-inquiry.ts';

export const escalateInquiry = httpRoute(inquiryRoutes, 'escalateInquiry', async ({ path, principal, nowMs }) => {
  const inquiry = await openInquiry(path.inquiryId, principal);
  const { inquiryId, status, escalationRequested } = await requestPerson(inquiry, { by: principal.kind, nowMs });
  return { status: 202, body: { id: inquiryId, status, escalationRequested } };
});
