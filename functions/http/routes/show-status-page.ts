import { pageRoutes } from '../../../schemas/api/page-routes.ts';
import { pageRoute } from '../../middleware/page-route.ts';
import { openStatusLink } from '../views/open-inquiry.ts';
import { readStatusPage } from '../views/read-status-page.ts';

export const showStatusPage = pageRoute(
  pageRoutes,
  'showStatusPage',
  async ({ path, query, nowMs, acceptLanguage }) => {
    const inquiry = await openStatusLink(path.statusToken);
    const writing = query.write === undefined ? {} : { writing: {} };
    return { status: 200, body: await readStatusPage(inquiry, { nowMs, acceptLanguage, ...writing }) };
  },
);
