import type { ProblemCode } from '../errors.ts';
import { ApiKeyView, CreateApiKeyRequest, IssuedApiKey, ListApiKeysResponse, RotateApiKeyRequest } from './api-keys.ts';
import type { RouteSpec } from './route-spec.ts';

const keyed = [
  'unauthorized',
  'forbidden',
  'too_many_requests',
  'internal',
  'unavailable',
] as const satisfies readonly ProblemCode[];

const issuing = [
  ...keyed,
  'invalid_json',
  'bad_request',
  'payload_too_large',
  'unsupported_media_type',
  'validation_failed',
  'idempotency_mismatch',
  'idempotency_in_progress',
  'limit_reached',
  'not_found',
] as const satisfies readonly ProblemCode[];

/** A company's API keys. */
export const keyRoutes = {
  createApiKey: {
    method: 'POST',
    path: '/v1/api-keys',
    profile: 'admin',
    auth: 'company',
    scope: 'admin',
    summary: 'Make an API key',
    isKeyed: true,
    body: CreateApiKeyRequest,
    success: { status: 201, contentType: 'application/json', schema: IssuedApiKey },
    problems: issuing,
  },
  listApiKeys: {
    method: 'GET',
    path: '/v1/api-keys',
    profile: 'admin',
    auth: 'company',
    scope: 'admin',
    summary: 'List the company’s API keys, newest first',
    success: { status: 200, contentType: 'application/json', schema: ListApiKeysResponse },
    problems: keyed,
  },
  getApiKey: {
    method: 'GET',
    path: '/v1/api-keys/{apiKeyId}',
    profile: 'admin',
    auth: 'company',
    scope: 'admin',
    summary: 'Read one API key’s facts',
    success: { status: 200, contentType: 'application/json', schema: ApiKeyView },
    problems: [...keyed, 'not_found'],
  },
  rotateApiKey: {
    method: 'POST',
    path: '/v1/api-keys/{apiKeyId}/rotate',
    profile: 'admin',
    auth: 'company',
    scope: 'admin',
    summary: 'Replace an API key, which goes on working for a while',
    isKeyed: true,
    body: RotateApiKeyRequest,
    success: { status: 201, contentType: 'application/json', schema: IssuedApiKey },
    problems: [...issuing, 'key_not_active'],
  },
  revokeApiKey: {
    method: 'DELETE',
    path: '/v1/api-keys/{apiKeyId}',
    profile: 'admin',
    auth: 'company',
    scope: 'admin',
    summary: 'Revoke an API key, within a minute everywhere',
    success: { status: 204, contentType: 'application/json' },
    problems: [...keyed, 'not_found', 'last_admin_key'],
  },
} as const satisfies Record<string, RouteSpec>;
