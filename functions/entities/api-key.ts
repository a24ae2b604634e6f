import type { EntityItem } from 'electrodb';
import type { CompanyId } from '../../schemas/ids.ts';
import { Mode } from '../../schemas/mode.ts';
import { type EpochMs, epochMs } from '../../schemas/units.ts';
import { type } from './attribute-types.ts';
import { commit } from './commit.ts';
import { claimIdempotencyKey } from './idempotency.ts';
import { entityOf, ifCondition, withAwsErrors } from './store.ts';

/** An API key in the table: its hash, never the key. */
export const ApiKey = entityOf({
  model: { entity: 'apiKey', version: '1', service: 'inquiries' },
  attributes: {
    keyHash: { type: 'string', required: true, readOnly: true },
    apiKeyId: { type: type.apiKeyId, required: true, readOnly: true },
    companyId: { type: type.companyId, required: true, readOnly: true },
    /** The visible beginning, which identifies it for people. */
    prefix: { type: 'string', required: true },
    /** Its name for people. */
    name: { type: 'string', required: true },
    /** Read it with `modeOf`: items without one are live. */
    mode: { type: Mode.options, readOnly: true, default: 'live' },
    scopes: { type: type.scopes, required: true },
    createdAtMs: { type: type.epochMs, required: true },
    expiresAtMs: { type: type.epochMs },
    revokedAtMs: { type: type.epochMs },
    /** Accurate to ten minutes: a key in use is not written with every request. */
    lastUsedAtMs: { type: type.epochMs },
  },
  indexes: {
    byHash: {
      pk: { field: 'pk', composite: ['keyHash'] },
      sk: { field: 'sk', composite: [] },
    },
    byCompany: {
      index: 'gsi1',
      pk: { field: 'gsi1pk', composite: ['companyId'] },
      sk: { field: 'gsi1sk', composite: ['apiKeyId'] },
    },
  },
});
export type ApiKeyItem = EntityItem<ReturnType<typeof ApiKey>>;

/**
 * The key with this hash, in any state; null when there is none. It may be slightly stale, unless it
 * is read consistently.
 */
export async function findApiKeyByHash(
  keyHash: string,
  { consistent = false }: { consistent?: boolean } = {},
): Promise<ApiKeyItem | null> {
  const { data } = await withAwsErrors(() => ApiKey().get({ keyHash }).go({ consistent }));
  return data;
}

/** All keys of a company in any state, newest first; may be slightly stale. */
export async function listApiKeys(companyId: CompanyId): Promise<readonly ApiKeyItem[]> {
  const { data } = await withAwsErrors(() =>
    ApiKey().query.byCompany({ companyId }).go({ pages: 'all', order: 'desc' }),
  );
  return data;
}

/** @throws Error named ConditionalCheckFailedException when a key with this hash exists. */
export async function createApiKey(apiKey: ApiKeyItem): Promise<void> {
  await withAwsErrors(() => ApiKey().create(apiKey).go());
}

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
  // The hash is new, so an existing key is our own: an earlier try of the SDK committed it.
  if (outcome.kind === 'committed' || outcome.failed[0] === true) return 'committed';
  return idempotency !== undefined && outcome.failed[1] === true ? 'key_taken' : 'changed';
}

/**
 * Revokes a key permanently; a revoked one stays as it is. With `remaining`, only while that other key is not
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

/** How stale the time of the last use may be: a key in use is not written more often. */
const lastUsedStepMs = 600_000;

/** Records the use of a key, unless one was recorded recently. */
export async function touchApiKey(apiKey: ApiKeyItem, nowMs: EpochMs): Promise<void> {
  const { keyHash, lastUsedAtMs } = apiKey;
  const notedBeforeMs = epochMs(Math.max(0, nowMs - lastUsedStepMs));
  if (lastUsedAtMs !== undefined && lastUsedAtMs > notedBeforeMs) return;
  await ifCondition(() =>
    ApiKey()
      .patch({ keyHash })
      .set({ lastUsedAtMs: nowMs })
      .where(
        (attribute, { notExists, lte }) =>
          `(${notExists(attribute.lastUsedAtMs)} OR ${lte(attribute.lastUsedAtMs, notedBeforeMs)})`,
      )
      .go(),
  );
}
