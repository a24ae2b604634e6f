import { pageRoutes } from '../../../schemas/api/page-routes.ts';
import { pageRoute } from '../../middleware/page-route.ts';
import { requestPerson } from '../intake/request-person.ts';
import { openStatusLink } from '../views/open-inquiry.ts';

/** Back to the page by a relative address, which holds whatever the API is reached by. */
export const requestPersonFromPage = pageRoute(pageRoutes, 'requestPersonFromPage', async ({ path, nowMs }) => {
  const inquiry = await openStatusLink(path.statusToken);
  await requestPerson(inquiry, { by: 'customer', nowMs });
  return { status: 303, body: null, headers: { location: path.statusToken } };
});
