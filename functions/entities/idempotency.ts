import type { CompanyId } from '../../schemas/ids.ts';
import type { EpochMs } from '../../schemas/units.ts';
import { type } from './attribute-types.ts';
import { entityOf, getConsistently } from './store.ts';

/** A used Idempotency-Key of a company: its request and the result. */
export const IdempotencyRecord = entityOf({
  model: { entity: 'idempotencyRecord', version: '1', service: 'inquiries' },
  attributes: {
    companyId: { type: type.companyId, required: true, readOnly: true },
    /** Hex SHA-256 of route and key, since clients' text never enters a key. */
    keyHash: { type: 'string', required: true, readOnly: true },
    bodyHash: { type: 'string', required: true, readOnly: true },
    /** Id of the created resource. */
    resourceId: { type: 'string', required: true, readOnly: true },
    /** Epoch seconds; checked on reading, since the table deletes late. */
    expiresAt: { type: 'number', required: true },
  },
  indexes: {
    record: {
      pk: { field: 'pk', composite: ['companyId', 'keyHash'] },
      sk: { field: 'sk', composite: [] },
    },
  },
});

/** The use of the key, unless it has expired; null when it is free. */
export async function findIdempotencyRecord(
  key: { companyId: CompanyId; keyHash: string },
  nowMs: EpochMs,
): Promise<{ bodyHash: string; resourceId: string } | null> {
  const data = await getConsistently(IdempotencyRecord().get(key));
  return data === null || data.expiresAt * 1000 <= nowMs ? null : data;
}

/** How long an Idempotency-Key is remembered. */
const rememberedSeconds = 24 * 3600;

export interface IdempotencyClaim {
  readonly companyId: CompanyId;
  readonly idempotency: { readonly keyHash: string; readonly bodyHash: string };
  /** Id of the transaction's new resource. */
  readonly resourceId: string;
  readonly nowMs: EpochMs;
}

/** Part of a creating transaction: claims the key. An expired one is free, whether or not the table has deleted it. */
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
