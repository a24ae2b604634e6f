import { httpRoute } from '../../middleware/http-route.ts';
import { openStatusLink } from '../views/open-inquiry.ts';
import { readStatusPage } from '../views/read-status-page.ts';

export const showStatusPage = httpRoute('showStatusPage', async ({ path, nowMs, acceptLanguage }) => {
  const inquiry = await openStatusLink(path.statusToken);
  return { status: 200, body: await readStatusPage(inquiry, { nowMs, acceptLanguage }) };
});
