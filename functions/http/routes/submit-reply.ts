import { replyCharacters } from '../../../schemas/api/escalations.ts';
import { pageRoutes } from '../../../schemas/api/page-routes.ts';
import { pageRoute } from '../../middleware/page-route.ts';
import { ProblemError } from '../../middleware/problem-error.ts';
import { replyPage, replySentPage } from '../../pages/reply-page.ts';
import { commitReply } from '../reply/commit-reply.ts';
import { openReplyLink } from '../reply/open-reply-link.ts';
import { replyPageView } from '../reply/reply-page-view.ts';
import { ringBell } from '../reply/ring-bell.ts';
import { readFormText } from '../views/form-text.ts';

export const submitReply = pageRoute(pageRoutes, 'submitReply', async ({ path, bytes, headers, nowMs }) => {
  const { linkToken } = path;
  const replyCase = await openReplyLink(linkToken, nowMs);
  const { workspace, company, escalation } = replyCase;
  const form = readFormText(bytes, headers, { field: 'reply', mostCharacters: replyCharacters });
  if (form.kind === 'invalid') {
    throw new ProblemError('validation_failed', {
      detail: 'Invalid: reply',
      errors: [{ path: 'reply', message: `must be text of 1 to ${replyCharacters} characters` }],
      page: replyPage({ ...replyPageView(replyCase), rejectedText: form.text }),
    });
  }
  await commitReply(linkToken, replyCase, { text: form.text, nowMs });
  await ringBell(escalation.escalationId);
  const isMailed = workspace.text.customerEmail !== undefined;
  return { status: 200, body: replySentPage({ language: company.locale, owner: company.name, isMailed }) };
});
