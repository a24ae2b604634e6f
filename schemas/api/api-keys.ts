import * as z from 'zod/mini';
import { ApiKeyState } from '../api-key.ts';
import { Scope } from '../company.ts';
import type { ProblemCode } from '../errors.ts';
import { ApiKeyId } from '../ids.ts';
import { Mode } from '../mode.ts';
import { Timestamp } from '../units.ts';
import { bodyProblems, keyProblems, type RouteSpec } from './route-spec.ts';
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

const issuing = [
  ...keyProblems,
  ...bodyProblems,
  'idempotency_mismatch',
  'idempotency_in_progress',
  'limit_reached',
  'not_found',
] as const satisfies readonly ProblemCode[];

const base = { profile: 'admin', auth: 'company', scope: 'admin' } as const;

/** A company's API keys. */
export const keyRoutes = {
  createApiKey: {
    method: 'POST',
    path: '/v1/api-keys',
    ...base,
    isKeyed: true,
    body: CreateApiKeyRequest,
    success: { status: 201, contentType: 'application/json', schema: IssuedApiKey },
    problems: issuing,
  },
  listApiKeys: {
    method: 'GET',
    path: '/v1/api-keys',
    ...base,
    success: { status: 200, contentType: 'application/json', schema: ListApiKeysResponse },
    problems: keyProblems,
  },
  getApiKey: {
    method: 'GET',
    path: '/v1/api-keys/{apiKeyId}',
    ...base,
    success: { status: 200, contentType: 'application/json', schema: ApiKeyView },
    problems: [...keyProblems, 'not_found'],
  },
  rotateApiKey: {
    method: 'POST',
    path: '/v1/api-keys/{apiKeyId}/rotate',
    ...base,
    isKeyed: true,
    body: RotateApiKeyRequest,
    success: { status: 201, contentType: 'application/json', schema: IssuedApiKey },
    problems: [...issuing, 'key_not_active'],
  },
  revokeApiKey: {
    method: 'DELETE',
    path: '/v1/api-keys/{apiKeyId}',
    ...base,
    success: { status: 204, contentType: 'application/json' },
    problems: [...keyProblems, 'not_found', 'last_admin_key'],
  },
} as const satisfies Record<string, RouteSpec>;
