import type { EpochMs } from '../../../schemas/units.ts';
import { commit } from '../commit.ts';
import { ApiKey, type ApiKeyItem } from '../models/api-key.ts';
import { claimIdempotencyKey } from './idempotency.ts';

export interface NewApiKey {
  readonly apiKey: ApiKeyItem;
  readonly idempotency: { readonly keyHash: string; readonly bodyHash: string } | undefined;
  /** The key that this one replaces, and when that ends. */
  readonly replaced: { readonly apiKey: ApiKeyItem; readonly expiresAtMs: EpochMs } | undefined;
  readonly nowMs: EpochMs;
}

/**
 * Stores a new key, the end of the one it replaces and its idempotency record, or nothing. `key_taken`: the
 * Idempotency-Key belongs to another request; `changed`: the replaced key was revoked or rotated meanwhile.
 */
export async function storeApiKey(asked: NewApiKey): Promise<'committed' | 'key_taken' | 'changed'> {
  const { apiKey, idempotency, replaced, nowMs } = asked;
  const { companyId, apiKeyId: resourceId } = apiKey;
  const outcome = await commit([
    ApiKey.inTransaction().create(apiKey).commit(),
    ...(idempotency === undefined ? [] : [claimIdempotencyKey({ companyId, idempotency, resourceId, nowMs })]),
    ...(replaced === undefined
      ? []
      : [
          ApiKey.inTransaction()
            .patch({ keyHash: replaced.apiKey.keyHash })
            .set({ expiresAtMs: replaced.expiresAtMs })
            .where((attribute, { eq, notExists }) => {
              const { expiresAtMs } = replaced.apiKey;
              const isAsRead =
                expiresAtMs === undefined ? notExists(attribute.expiresAtMs) : eq(attribute.expiresAtMs, expiresAtMs);
              return `${notExists(attribute.revokedAtMs)} AND ${isAsRead}`;
            })
            .commit(),
        ]),
  ]);
  // The hash is fresh, so a key that exists is our own: an earlier try of the SDK has committed it.
  if (outcome.kind === 'committed' || outcome.failed[0] === true) return 'committed';
  return idempotency !== undefined && outcome.failed[1] === true ? 'key_taken' : 'changed';
}

/**
 * Revokes a key for good; one that is revoked already stays as it is. With `remaining`, only while that other key is not
 * revoked itself: two admin keys that revoke each other at once must not both succeed.
 */
export async function revokeApiKey(
  { keyHash }: ApiKeyItem,
  { nowMs, remaining }: { nowMs: EpochMs; remaining: ApiKeyItem | null },
): Promise<'revoked' | 'remaining_gone'> {
  const outcome = await commit([
    ApiKey.inTransaction()
      .patch({ keyHash })
      .set({ revokedAtMs: nowMs })
      .where((attribute, { notExists }) => notExists(attribute.revokedAtMs))
      .commit(),
    ...(remaining === null
      ? []
      : [
          ApiKey.inTransaction()
            .check({ keyHash: remaining.keyHash })
            .where(
              (attribute, { exists, notExists }) =>
                `${exists(attribute.apiKeyId)} AND ${notExists(attribute.revokedAtMs)}`,
            )
            .commit(),
        ]),
  ]);
  return outcome.kind === 'committed' || outcome.failed[0] === true ? 'revoked' : 'remaining_gone';
}
