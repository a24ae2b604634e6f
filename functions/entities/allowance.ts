import type { EntityItem } from 'electrodb';
import type { Bucket } from '../../domain/rate-limit/token-bucket.ts';
import { type } from './attribute-types.ts';
import { entityOf, getConsistently, ifCondition } from './store.ts';

/** A company's token bucket for all processes together. A missing one counts as full. */
export const Allowance = entityOf({
  model: { entity: 'allowance', version: '1', service: 'inquiries' },
  attributes: {
    companyId: { type: type.companyId, required: true, readOnly: true },
    /** What is limited: requests to the API, or calls of the model while it throttles. */
    bucket: { type: ['requests', 'model'] as const, required: true, readOnly: true },
    tokens: { type: 'number', required: true },
    refilledAtMs: { type: type.epochMs, required: true },
    /** Epoch seconds; by then it would be full again. */
    expiresAt: { type: 'number', required: true },
  },
  indexes: {
    allowance: {
      pk: { field: 'pk', composite: ['companyId', 'bucket'] },
      sk: { field: 'sk', composite: [] },
    },
  },
});
export type AllowanceItem = EntityItem<ReturnType<typeof Allowance>>;

export type AllowanceKey = Pick<AllowanceItem, 'companyId' | 'bucket'>;

/** Read consistently; null after a long pause. */
export async function findAllowance(key: AllowanceKey): Promise<Bucket | null> {
  const data = await getConsistently(Allowance().get(key));
  return data === null ? null : { tokens: data.tokens, refilledAtMs: data.refilledAtMs };
}

const keptSeconds = 86_400;

/** Replaces `from` (null for none) by `to`; false when another process was faster. */
export async function saveAllowance(
  key: AllowanceKey,
  { from, to }: { from: Bucket | null; to: Bucket },
): Promise<boolean> {
  const expiresAt = Math.ceil(to.refilledAtMs / 1_000) + keptSeconds;
  const allowance = Allowance();
  const written = await ifCondition<unknown>(() =>
    from === null
      ? allowance.create({ ...key, ...to, expiresAt }).go({ originalErr: true })
      : allowance
          .patch(key)
          .set({ ...to, expiresAt })
          .where(
            (attribute, { eq }) =>
              `${eq(attribute.tokens, from.tokens)} AND ${eq(attribute.refilledAtMs, from.refilledAtMs)}`,
          )
          .go({ originalErr: true }),
  );
  return written !== null;
}
