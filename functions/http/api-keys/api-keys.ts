import { mayManage, remainingAdmin } from '../../../domain/api-keys/key-rules.ts';
import { keyRoutes } from '../../../schemas/api/api-keys.ts';
import type { ApiKeyId } from '../../../schemas/ids.ts';
import { type ApiKeyItem, listApiKeys as listStored, revokeApiKey as revoke } from '../../entities/api-key.ts';
import type { CompanyPrincipal } from '../../middleware/http-principal.ts';
import { httpRoute } from '../../middleware/http-route.ts';
import { ProblemError } from '../../middleware/problem-error.ts';
import { keyViewOf } from './api-key-views.ts';

export const listApiKeys = httpRoute(keyRoutes, 'listApiKeys', async ({ principal, nowMs }) => {
  const keys = await listStored(principal.companyId);
  const items = keys.filter((key) => mayManage(principal, key)).map((key) => keyViewOf(key, nowMs));
  return { status: 200, body: { items } };
});

export const getApiKey = httpRoute(keyRoutes, 'getApiKey', async ({ path, principal, nowMs }) => {
  const keys = await listStored(principal.companyId);
  return { status: 200, body: keyViewOf(openApiKey(keys, { apiKeyId: path.apiKeyId, principal }), nowMs) };
});

export const revokeApiKey = httpRoute(keyRoutes, 'revokeApiKey', async ({ path, principal, nowMs }) => {
  const keys = await listStored(principal.companyId);
  const apiKey = openApiKey(keys, { apiKeyId: path.apiKeyId, principal });
  const remaining = remainingAdmin(keys, { revoked: apiKey, callerKeyId: principal.apiKeyId, nowMs });
  if (remaining === 'none')
    throw new ProblemError('last_admin_key', { detail: 'No other key could manage keys; make one with admin first' });
  const outcome = await revoke(apiKey, { nowMs, remaining: remaining === 'not_needed' ? null : remaining });
  if (outcome === 'remaining_gone') throw new ProblemError('unavailable', { headers: { 'retry-after': '1' } });
  return { status: 204, body: null };
});

/** A key of the company that the caller may manage. @throws ProblemError not_found, also for another company's */
export function openApiKey(
  keys: readonly ApiKeyItem[],
  { apiKeyId, principal }: { apiKeyId: ApiKeyId; principal: CompanyPrincipal },
): ApiKeyItem {
  const found = keys.find((key) => key.apiKeyId === apiKeyId && mayManage(principal, key));
  if (found === undefined) throw new ProblemError('not_found');
  return found;
}
