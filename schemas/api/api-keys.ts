import * as z from 'zod/mini';
import { ApiKeyState } from '../api-key.ts';
import { Scope } from '../company.ts';
import { ApiKeyId } from '../ids.ts';
import { Mode } from '../mode.ts';
import { Timestamp } from '../units.ts';
import { humanLine } from './text.ts';

/** A week. */
const longestOverlapSeconds = 604_800;

const scopes = z.array(Scope).check(
  z.minLength(1),
  z.refine((given) => new Set(given).size === given.length, 'must not name a scope twice'),
);

export const CreateApiKeyRequest = z.strictObject({
  name: humanLine(80),
  /** The caller's own when absent. */
  mode: z.optional(Mode),
  scopes,
  /** When it expires; never when absent. */
  expiresAt: z.optional(Timestamp),
});
export type CreateApiKeyRequest = z.infer<typeof CreateApiKeyRequest>;

export const RotateApiKeyRequest = z.strictObject({
  /** Seconds for which the old key still works; a day when absent. */
  overlapSeconds: z.optional(z.int().check(z.gte(0), z.lte(longestOverlapSeconds))),
  /** When the new key expires; never when absent. */
  expiresAt: z.optional(Timestamp),
});

/** A key in lists: neither the key itself nor its hash. */
export const ApiKeyView = z.object({
  id: ApiKeyId,
  name: z.string(),
  /** The visible beginning of the key. */
  prefix: z.string(),
  mode: Mode,
  scopes: z.array(Scope),
  state: ApiKeyState,
  createdAt: Timestamp,
  /** To ten minutes. */
  lastUsedAt: z.optional(Timestamp),
  expiresAt: z.optional(Timestamp),
  revokedAt: z.optional(Timestamp),
});
export type ApiKeyView = z.infer<typeof ApiKeyView>;

/** A created key. */
export const IssuedApiKey = z.object({
  id: ApiKeyId,
  name: z.string(),
  prefix: z.string(),
  mode: Mode,
  scopes: z.array(Scope),
  createdAt: Timestamp,
  expiresAt: z.optional(Timestamp),
  /** Shown once; a replay has none, since it is not stored. */
  key: z.optional(z.string()),
  secretAvailable: z.boolean(),
});
export type IssuedApiKey = z.infer<typeof IssuedApiKey>;

export const ListApiKeysResponse = z.object({ items: z.array(ApiKeyView) });
