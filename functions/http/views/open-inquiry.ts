import type { CompanyId, InquiryId } from '../../../schemas/ids.ts';
import type { InquiryItem } from '../../entities/models/inquiry.ts';
import { findInquiry } from '../../entities/reads/find-inquiry.ts';
import type { Principal } from '../../middleware/http-principal.ts';
import { ProblemError } from '../../middleware/problem-error.ts';
import { readStatusToken } from '../../tokens/status-token.ts';

/** The head of an inquiry the caller may see. @throws ProblemError not_found (also for another tenant's), erased */
export async function openInquiry(inquiryId: InquiryId, principal: Principal): Promise<InquiryItem> {
  return openInquiryOf(inquiryId, principal.kind === 'company' ? principal.companyId : null);
}

/** The head of the inquiry that a customer's link names. @throws ProblemError not_found, erased */
export async function openStatusLink(statusToken: string): Promise<InquiryItem> {
  const inquiryId = readStatusToken(statusToken);
  if (inquiryId === null) throw new ProblemError('not_found');
  return openInquiryOf(inquiryId, null);
}

async function openInquiryOf(inquiryId: InquiryId, companyId: CompanyId | null): Promise<InquiryItem> {
  const inquiry = await findInquiry(inquiryId);
  if (inquiry === null || (companyId !== null && inquiry.companyId !== companyId)) throw new ProblemError('not_found');
  if (inquiry.status === 'erased') throw new ProblemError('erased');
  return inquiry;
}
