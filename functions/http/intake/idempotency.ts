import { type CompanyId, InquiryId } from '../../../schemas/ids.ts';
import type { EpochMs } from '../../../schemas/units.ts';
import { findIdempotencyRecord } from '../../entities/idempotency.ts';
import { ProblemError } from '../../middleware/problem-error.ts';
import type { IdempotencyKey } from './idempotency-key.ts';

export interface Keyed {
  readonly companyId: CompanyId;
  readonly idempotency: IdempotencyKey | undefined;
  readonly nowMs: EpochMs;
}

/** Id of what the same request made earlier; null for a new one. @throws ProblemError idempotency_mismatch */
export async function replayedResource({ companyId, idempotency, nowMs }: Keyed): Promise<string | null> {
  if (idempotency === undefined) return null;
  const { keyHash, bodyHash } = idempotency;
  const record = await findIdempotencyRecord({ companyId, keyHash }, nowMs);
  if (record === null) return null;
  if (record.bodyHash !== bodyHash) throw new ProblemError('idempotency_mismatch');
  return record.resourceId;
}

/** After another request took the key: what that made, or the word to come back. @throws ProblemError */
export async function replayedResourceOrRefuse(keyed: Keyed): Promise<string> {
  const resourceId = await replayedResource(keyed);
  if (resourceId !== null) return resourceId;
  throw new ProblemError('idempotency_in_progress', { headers: { 'retry-after': '1' } });
}

/** The inquiry that the same request made earlier; null for a new one. @throws ProblemError idempotency_mismatch */
export async function replayedInquiry(keyed: Keyed): Promise<InquiryId | null> {
  const resourceId = await replayedResource(keyed);
  return resourceId === null ? null : InquiryId.parse(resourceId);
}

/** After another request took the key: its inquiry, or the word to come back. @throws ProblemError */
export const replayOrRefuse = async (keyed: Keyed): Promise<InquiryId> =>
  InquiryId.parse(await replayedResourceOrRefuse(keyed));
