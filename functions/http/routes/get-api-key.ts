import { keyRoutes } from '../../../schemas/api/key-routes.ts';
import { listApiKeys } from '../../entities/api-key.ts';
import { httpRoute } from '../../middleware/http-route.ts';
import { keyViewOf } from '../keys/key-views.ts';
import { openApiKey } from '../keys/open-api-key.ts';

export const getApiKey = httpRoute(keyRoutes, 'getApiKey', async ({ path, principal, nowMs }) => {
  const keys = await listApiKeys(principal.companyId);
  return { status: 200, body: keyViewOf(openApiKey(keys, { apiKeyId: path.apiKeyId, principal }), nowMs) };
});
