import { messageCharacters } from '../../../schemas/api/messages.ts';
import { pageRoutes } from '../../../schemas/api/page-routes.ts';
import { pageRoute } from '../../middleware/page-route.ts';
import { ProblemError } from '../../middleware/problem-error.ts';
import { addMessage } from '../intake/add-message.ts';
import { readFormText } from '../views/form-text.ts';
import { openStatusLink } from '../views/open-inquiry.ts';
import { readStatusPage } from '../views/read-status-page.ts';

/** Back to the page by a relative address, which holds whatever the API is reached by. */
export const addMessageFromPage = pageRoute(
  pageRoutes,
  'addMessageFromPage',
  async ({ path, bytes, headers, nowMs, acceptLanguage }) => {
    const inquiry = await openStatusLink(path.statusToken);
    const form = readFormText(bytes, headers, { field: 'text', mostCharacters: messageCharacters });
    if (form.kind === 'invalid') {
      const writing = { rejectedText: form.text };
      throw new ProblemError('validation_failed', {
        detail: 'Invalid: text',
        errors: [{ path: 'text', message: `must be text of 1 to ${messageCharacters} characters` }],
        page: await readStatusPage(inquiry, { nowMs, acceptLanguage, writing }),
      });
    }
    await addMessage(inquiry.inquiryId, { by: 'customer', text: form.text, nowMs });
    return { status: 303, body: null, headers: { location: `../${path.statusToken}` } };
  },
);
