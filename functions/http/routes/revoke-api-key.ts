import { remainingAdmin } from '../../../domain/api-keys/key-rules.ts';
import { keyRoutes } from '../../../schemas/api/key-routes.ts';
import { listApiKeys, revokeApiKey as revoke } from '../../entities/api-key.ts';
import { httpRoute } from '../../middleware/http-route.ts';
import { ProblemError } from '../../middleware/problem-error.ts';
import { openApiKey } from '../keys/open-api-key.ts';

export const revokeApiKey = httpRoute(keyRoutes, 'revokeApiKey', async ({ path, principal, nowMs }) => {
  const keys = await listApiKeys(principal.companyId);
  const apiKey = openApiKey(keys, { apiKeyId: path.apiKeyId, principal });
  const remaining = remainingAdmin(keys, { revoked: apiKey, callerKeyId: principal.apiKeyId, nowMs });
  if (remaining === 'none')
    throw new ProblemError('last_admin_key', { detail: 'No other key could manage keys; make one with admin first' });
  const outcome = await revoke(apiKey, { nowMs, remaining: remaining === 'not_needed' ? null : remaining });
  if (outcome === 'remaining_gone') throw new ProblemError('unavailable', { headers: { 'retry-after': '1' } });
  return { status: 204, body: null };
});
