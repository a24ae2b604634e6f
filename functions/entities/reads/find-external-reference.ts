import type { CompanyId, InquiryId } from '../../../schemas/ids.ts';
import { withAwsErrors } from '../aws-error.ts';
import { externalIdHashOf } from '../models/external-reference.ts';
import { store } from '../service.ts';

/** The inquiry that carries a company's `externalId`, read consistently; null when none does. */
export async function findExternalReference(companyId: CompanyId, externalId: string): Promise<InquiryId | null> {
  const key = { companyId, externalIdHash: externalIdHashOf(externalId) };
  const { data } = await withAwsErrors(() => store().entities.externalReference.get(key).go({ consistent: true }));
  return data?.inquiryId ?? null;
}
