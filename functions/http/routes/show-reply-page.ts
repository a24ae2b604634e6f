import { pageRoutes } from '../../../schemas/api/page-routes.ts';
import { pageRoute } from '../../middleware/page-route.ts';
import { replyPage } from '../../pages/reply-page.ts';
import { openReplyLink } from '../reply/open-reply-link.ts';
import { replyPageView } from '../reply/reply-page-view.ts';

export const showReplyPage = pageRoute(pageRoutes, 'showReplyPage', async ({ path, nowMs }) => {
  const replyCase = await openReplyLink(path.linkToken, nowMs);
  return { status: 200, body: replyPage(replyPageView(replyCase)) };
});
