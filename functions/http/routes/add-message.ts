import { inquiryRoutes } from '../../../schemas/api/inquiry-routes.ts';
import { httpRoute } from '../../middleware/http-route.ts';
import { addMessage as add } from '../intake/add-message.ts';
import { messageViewOf } from '../views/inquiry-views.ts';
import { openInquiry } from '../views/open-inquiry.ts';

export const addMessage = httpRoute(inquiryRoutes, 'addMessage', async ({ path, body, principal, nowMs }) => {
  const { inquiryId } = await openInquiry(path.inquiryId, principal);
  const { inquiry, message } = await add(inquiryId, { by: principal.kind, text: body.text.trim(), nowMs });
  const { status, run } = inquiry;
  return { status: 201, body: { id: inquiryId, status, run, message: messageViewOf(message) } };
});
