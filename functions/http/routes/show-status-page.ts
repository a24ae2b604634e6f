import { httpRoute } from '../../middleware/http-route.ts';
import { openStatusLink } from '../views/open-inquiry.ts';
import { readStatusPage } from '../views/read-status-page.ts';

export const showStatusPage = httpRoute('showStatusPage', async ({ path, query, nowMs, acceptLanguage }) => {
  const inquiry = await openStatusLink(path.statusToken);
  const writing = query.write === undefined ? {} : { writing: {} };
  return { status: 200, body: await readStatusPage(inquiry, { nowMs, acceptLanguage, ...writing }) };
});
