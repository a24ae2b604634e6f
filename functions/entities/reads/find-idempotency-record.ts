import type { CompanyId } from '../../../schemas/ids.ts';
import type { EpochMs } from '../../../schemas/units.ts';
import { IdempotencyRecord } from '../models/idempotency-record.ts';
import { getConsistently } from '../store.ts';

/** What the key was used for, unless that has expired; null when it is free. */
export async function findIdempotencyRecord(
  key: { companyId: CompanyId; keyHash: string },
  nowMs: EpochMs,
): Promise<{ bodyHash: string; resourceId: string } | null> {
  const data = await getConsistently(IdempotencyRecord().get(key));
  return data === null || data.expiresAt * 1000 <= nowMs ? null : data;
}
