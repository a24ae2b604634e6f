import type { InquiryId } from '../../../schemas/ids.ts';
import { ExternalReference, externalIdHashOf } from '../models/external-reference.ts';
import { getConsistently } from '../store.ts';
import type { Tenant } from '../tenant.ts';

/** The inquiry that carries a company's `externalId`, read consistently; null when none does. */
export async function findExternalReference(
  { companyId, mode }: Tenant,
  externalId: string,
): Promise<InquiryId | null> {
  const key = { companyId, externalIdHash: externalIdHashOf(externalId, mode) };
  const data = await getConsistently(ExternalReference().get(key));
  return data?.inquiryId ?? null;
}
