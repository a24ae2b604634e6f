import type { CompanyId } from '../../../schemas/ids.ts';
import { findExternalReference } from '../../entities/reads/find-external-reference.ts';
import { ProblemError } from '../../middleware/problem-error.ts';

/** The problem to answer with when `externalId` is another inquiry's; "try again" while that one is still being stored. */
export async function externalIdTaken(companyId: CompanyId, externalId = ''): Promise<ProblemError> {
  const inquiryId = await findExternalReference(companyId, externalId);
  if (inquiryId === null) return new ProblemError('unavailable', { headers: { 'retry-after': '1' } });
  return new ProblemError('external_id_taken', { inquiryId });
}
