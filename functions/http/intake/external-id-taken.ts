import { findExternalReference } from '../../entities/external-reference.ts';
import type { Tenant } from '../../entities/tenant.ts';
import { ProblemError } from '../../middleware/problem-error.ts';

/** The problem to answer with when `externalId` is another inquiry's; "try again" while that one is still being stored. */
export async function externalIdTaken(tenant: Tenant, externalId = ''): Promise<ProblemError> {
  const inquiryId = await findExternalReference(tenant, externalId);
  if (inquiryId === null) return new ProblemError('unavailable', { headers: { 'retry-after': '1' } });
  return new ProblemError('external_id_taken', { inquiryId });
}
