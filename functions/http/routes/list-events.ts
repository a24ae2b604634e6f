import { inquiryRoutes } from '../../../schemas/api/inquiry-routes.ts';
import { listEvents as listStored } from '../../entities/timeline.ts';
import { httpRoute } from '../../middleware/http-route.ts';
import { eventViewOf } from '../views/event-view.ts';
import { openInquiry } from '../views/open-inquiry.ts';

export const listEvents = httpRoute(inquiryRoutes, 'listEvents', async ({ path, principal }) => {
  await openInquiry(path.inquiryId, principal);
  const events = await listStored(path.inquiryId);
  return { status: 200, body: { items: events.map(eventViewOf) } };
});
