import type { InquiryId } from '../../../schemas/ids.ts';
import { modeOf } from '../../../schemas/mode.ts';
import { findInquiry, type InquiryItem } from '../../entities/inquiry.ts';
import type { Tenant } from '../../entities/tenant.ts';
import type { Principal } from '../../middleware/http-principal.ts';
import { ProblemError } from '../../middleware/problem-error.ts';
import { readStatusToken } from '../../tokens/sealed-tokens.ts';

/** The head of an inquiry that the caller may see. @throws ProblemError not_found, erased */
export async function openInquiry(inquiryId: InquiryId, principal: Principal): Promise<InquiryItem> {
  return openInquiryOf(inquiryId, principal.kind === 'company' ? principal : null);
}

/** The head of the inquiry that a customer's link names. @throws ProblemError not_found, erased */
export async function openStatusLink(statusToken: string): Promise<InquiryItem> {
  const inquiryId = readStatusToken(statusToken);
  if (inquiryId === null) throw new ProblemError('not_found');
  return openInquiryOf(inquiryId, null);
}

async function openInquiryOf(inquiryId: InquiryId, tenant: Tenant | null): Promise<InquiryItem> {
  const inquiry = await findInquiry(inquiryId);
  if (inquiry === null || (tenant !== null && !isOf(inquiry, tenant))) throw new ProblemError('not_found');
  if (inquiry.status === 'erased') throw new ProblemError('erased');
  return inquiry;
}

/** Whether the inquiry is one of the tenant's. */
export const isOf = (inquiry: InquiryItem, { companyId, mode }: Tenant): boolean =>
  inquiry.companyId === companyId && modeOf(inquiry) === mode;
