import type { CompanyId } from '../../../schemas/ids.ts';
import type { EpochMs } from '../../../schemas/units.ts';
import { IdempotencyRecord } from '../models/idempotency-record.ts';

/** How long an Idempotency-Key is remembered. */
const rememberedSeconds = 24 * 3600;

export interface IdempotencyClaim {
  readonly companyId: CompanyId;
  readonly idempotency: { readonly keyHash: string; readonly bodyHash: string };
  /** Id of what the transaction makes. */
  readonly resourceId: string;
  readonly nowMs: EpochMs;
}

/** Part of the transaction that makes something: the key is its own. An expired one is free, deleted by the table or not. */
export function claimIdempotencyKey(claim: IdempotencyClaim) {
  const { companyId, idempotency, resourceId, nowMs } = claim;
  const nowSeconds = Math.floor(nowMs / 1000);
  return IdempotencyRecord.inTransaction()
    .put({ companyId, ...idempotency, resourceId, expiresAt: nowSeconds + rememberedSeconds })
    .where(
      (attribute, { notExists, lte }) => `${notExists(attribute.expiresAt)} OR ${lte(attribute.expiresAt, nowSeconds)}`,
    )
    .commit();
}
