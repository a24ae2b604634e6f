import { serviceRoutes } from '../../../schemas/api/service-routes.ts';
import { httpRoute } from '../../middleware/http-route.ts';

export const checkHealth = httpRoute(serviceRoutes, 'checkHealth', async () => ({
  status: 200,
  body: { status: 'ok' },
}));
