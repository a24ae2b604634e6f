import { type CompanyId, InquiryId } from '../../../schemas/ids.ts';
import type { EpochMs } from '../../../schemas/units.ts';
import { findIdempotencyRecord } from '../../entities/reads/find-idempotency-record.ts';
import { ProblemError } from '../../middleware/problem-error.ts';
import type { IdempotencyKey } from './idempotency-key.ts';

interface Keyed {
  readonly companyId: CompanyId;
  readonly idempotency: IdempotencyKey | undefined;
  readonly nowMs: EpochMs;
}

/** The inquiry that the same request made earlier; null for a new one. @throws ProblemError idempotency_mismatch */
export async function replayedInquiry({ companyId, idempotency, nowMs }: Keyed): Promise<InquiryId | null> {
  if (idempotency === undefined) return null;
  const { keyHash, bodyHash } = idempotency;
  const record = await findIdempotencyRecord({ companyId, keyHash }, nowMs);
  if (record === null) return null;
  if (record.bodyHash !== bodyHash) throw new ProblemError('idempotency_mismatch');
  return InquiryId.parse(record.resourceId);
}

/** After another request took the key: its inquiry, or the word to come back. @throws ProblemError */
export async function replayOrRefuse(keyed: Keyed): Promise<InquiryId> {
  const inquiryId = await replayedInquiry(keyed);
  if (inquiryId !== null) return inquiryId;
  throw new ProblemError('idempotency_in_progress', { headers: { 'retry-after': '1' } });
}
