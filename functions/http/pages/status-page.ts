import { messageCharacters } from '../../../schemas/api/limits.ts';
import { pageRoutes } from '../../../schemas/api/page-routes.ts';
import type { EpochMs } from '../../../schemas/units.ts';
import { findCompany } from '../../entities/account.ts';
import type { InquiryItem } from '../../entities/inquiry.ts';
import type { Html } from '../../html.ts';
import { pageRoute } from '../../middleware/page-route.ts';
import { ProblemError } from '../../middleware/problem-error.ts';
import { type PageLanguage, pageLanguage } from '../../pages/page-language.ts';
import { statusPage, type Writing } from '../../pages/status-page.ts';
import { statusTokenOf } from '../../tokens/sealed-tokens.ts';
import { addToInquiry, mayAddMessage } from '../inquiries/add-message.ts';
import { etagOf } from '../inquiries/inquiry-views.ts';
import { openStatusLink } from '../inquiries/open-inquiry.ts';
import { mayRequestPerson, requestPerson } from '../inquiries/request-person.ts';
import { readStatus } from '../inquiries/status-view.ts';
import { readFormText } from './form-text.ts';

export const showStatusPage = pageRoute(
  pageRoutes,
  'showStatusPage',
  async ({ path, query, nowMs, acceptLanguage }) => {
    const inquiry = await openStatusLink(path.statusToken);
    const writing = query.write === undefined ? {} : { writing: {} };
    return { status: 200, body: await readStatusPage(inquiry, { nowMs, acceptLanguage, ...writing }) };
  },
);

/** Back to the page by a relative address, which works under every address of the API. */
export const requestPersonFromPage = pageRoute(pageRoutes, 'requestPersonFromPage', async ({ path, nowMs }) => {
  const inquiry = await openStatusLink(path.statusToken);
  await requestPerson(inquiry, { by: 'customer', nowMs });
  return { status: 303, body: null, headers: { location: path.statusToken } };
});

/** Back to the page by a relative address, which works under every address of the API. */
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
    await addToInquiry(inquiry.inquiryId, { by: 'customer', text: form.text, nowMs });
    return { status: 303, body: null, headers: { location: `../${path.statusToken}` } };
  },
);

/** The customer's page in the inquiry's language, once that is known. @throws ProblemError not_found */
async function readStatusPage(
  inquiry: InquiryItem,
  { nowMs, acceptLanguage, writing }: { nowMs: EpochMs; acceptLanguage: PageLanguage; writing?: Writing },
): Promise<Html> {
  const [status, company] = await Promise.all([readStatus(inquiry, nowMs), findCompany(inquiry.companyId, nowMs)]);
  if (company === null) throw new ProblemError('not_found');
  return statusPage({
    status,
    etag: etagOf(inquiry),
    companyName: company.name,
    timeZone: company.calendar.timeZone,
    language: pageLanguage(inquiry.language, acceptLanguage),
    statusToken: statusTokenOf(inquiry.inquiryId),
    mayRequestPerson: mayRequestPerson(inquiry),
    mayAddMessage: mayAddMessage(inquiry),
    ...(writing !== undefined && { writing }),
  });
}
