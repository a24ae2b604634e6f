import type { EpochMs } from '../../../schemas/units.ts';
import { findCompany } from '../../entities/account.ts';
import type { InquiryItem } from '../../entities/inquiry.ts';
import type { Html } from '../../html.ts';
import { ProblemError } from '../../middleware/problem-error.ts';
import { type PageLanguage, pageLanguage } from '../../pages/page-language.ts';
import { statusPage, type Writing } from '../../pages/status-page.ts';
import { statusTokenOf } from '../../tokens/status-token.ts';
import { mayAddMessage } from '../intake/add-message.ts';
import { mayRequestPerson } from '../intake/request-person.ts';
import { etagOf } from './inquiry-etag.ts';
import { readStatus } from './status-view.ts';

/** The customer's page in the inquiry's language, as soon as that is known. @throws ProblemError not_found */
export async function readStatusPage(
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
