import { keyStateOf } from '../../../domain/api-keys/key-rules.ts';
import type { ApiKeyView, IssuedApiKey } from '../../../schemas/api/api-keys.ts';
import { modeOf } from '../../../schemas/mode.ts';
import { type EpochMs, timestampOf } from '../../../schemas/units.ts';
import type { ApiKeyItem } from '../../entities/api-key.ts';

/** A key from before keys had names. */
const unnamed = 'Unnamed';

const factsOf = (apiKey: ApiKeyItem) => ({
  id: apiKey.apiKeyId,
  name: apiKey.name ?? unnamed,
  prefix: apiKey.prefix,
  mode: modeOf(apiKey),
  scopes: [...apiKey.scopes],
  createdAt: timestampOf(apiKey.createdAtMs),
  ...(apiKey.expiresAtMs !== undefined && { expiresAt: timestampOf(apiKey.expiresAtMs) }),
});

export const keyViewOf = (apiKey: ApiKeyItem, nowMs: EpochMs): ApiKeyView => ({
  ...factsOf(apiKey),
  state: keyStateOf(apiKey, nowMs),
  ...(apiKey.lastUsedAtMs !== undefined && { lastUsedAt: timestampOf(apiKey.lastUsedAtMs) }),
  ...(apiKey.revokedAtMs !== undefined && { revokedAt: timestampOf(apiKey.revokedAtMs) }),
});

/** `key` null: a replay, which shows no secret. */
export const issuedKeyOf = ({ apiKey, key }: { apiKey: ApiKeyItem; key: string | null }): IssuedApiKey => ({
  ...factsOf(apiKey),
  ...(key !== null && { key }),
  secretAvailable: key !== null,
});
