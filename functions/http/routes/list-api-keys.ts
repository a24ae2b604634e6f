import { mayManage } from '../../../domain/api-keys/key-rules.ts';
import { keyRoutes } from '../../../schemas/api/key-routes.ts';
import { listApiKeys as listStored } from '../../entities/api-key.ts';
import { httpRoute } from '../../middleware/http-route.ts';
import { keyViewOf } from '../keys/key-views.ts';

export const listApiKeys = httpRoute(keyRoutes, 'listApiKeys', async ({ principal, nowMs }) => {
  const keys = await listStored(principal.companyId);
  const items = keys.filter((key) => mayManage(principal, key)).map((key) => keyViewOf(key, nowMs));
  return { status: 200, body: { items } };
});
