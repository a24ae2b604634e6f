import { randomBytes } from 'node:crypto';
import { type ApiKeyItem, createApiKey, findApiKeyByHash } from '../../functions/entities/api-key.ts';
import { createCompany } from '../../functions/entities/company.ts';
import { handler } from '../../functions/http/admin.ts';
import { hashApiKey, newApiKey } from '../../functions/tokens/api-key.ts';
import { IssuedApiKey, ListApiKeysResponse } from '../../schemas/api/api-keys.ts';
import { ApiKeyId, CompanyId } from '../../schemas/ids.ts';
import { modeOf } from '../../schemas/mode.ts';
import { epochMs } from '../../schemas/units.ts';
import { asCompany, call, jsonBody } from './http-event.ts';
import { companySettings } from './http-world.ts';

let made = 0;
const ulidOf = (kind: string): string => {
  made += 1;
  return `01jd${kind}${String(made).padStart(21, '0')}`;
};

/** A company of its own with an admin key, as the caller. */
export async function givenCaller(fields: Partial<ApiKeyItem> = {}) {
  const companyId = CompanyId.parse(ulidOf('c'));
  await createCompany(companySettings(companyId, 'Keys'), epochMs(Date.now()));
  return callerOf(await givenKey(companyId, { scopes: ['admin'], ...fields }));
}

export async function givenKey(companyId: CompanyId, fields: Partial<ApiKeyItem> = {}): Promise<ApiKeyItem> {
  const { prefix, hash } = newApiKey(randomBytes, fields.mode ?? 'live');
  const apiKeyId = ApiKeyId.parse(ulidOf('k'));
  const apiKey: ApiKeyItem = {
    keyHash: hash,
    apiKeyId,
    companyId,
    prefix,
    name: 'Server',
    scopes: ['inquiries:read'],
    createdAtMs: epochMs(Date.now()),
    ...fields,
  };
  await createApiKey(apiKey);
  return apiKey;
}

export function callerOf(apiKey: ApiKeyItem) {
  const { companyId, apiKeyId } = apiKey;
  const authorizer = { ...asCompany(companyId, 'admin'), apiKeyId, mode: modeOf(apiKey) };
  const request = (method: string, path: string, parts: { body?: object; idempotencyKey?: string } = {}) => {
    const { body, idempotencyKey } = parts;
    const json = body === undefined ? {} : jsonBody(body);
    const headers = { ...json.headers, ...(idempotencyKey !== undefined && { 'idempotency-key': idempotencyKey }) };
    return call(handler, { ...json, method, path, headers, authorizer });
  };
  return {
    companyId,
    apiKey,
    create: (body: object, idempotencyKey?: string) =>
      request('POST', '/v1/api-keys', { body, ...(idempotencyKey !== undefined && { idempotencyKey }) }),
    rotate: (id: string, body: object, idempotencyKey?: string) =>
      request('POST', `/v1/api-keys/${id}/rotate`, { body, ...(idempotencyKey !== undefined && { idempotencyKey }) }),
    revoke: (id: string) => request('DELETE', `/v1/api-keys/${id}`),
    read: (id: string) => request('GET', `/v1/api-keys/${id}`),
    list: () => request('GET', '/v1/api-keys'),
  };
}

export const server = { name: 'Server', scopes: ['inquiries:write', 'inquiries:read'] };
export const issuedOf = (answer: { body: string }) => IssuedApiKey.parse(JSON.parse(answer.body));
export const viewsOf = (answer: { body: string }) => ListApiKeysResponse.parse(JSON.parse(answer.body)).items;
export const recordOf = (key = '') => findApiKeyByHash(hashApiKey(key));
