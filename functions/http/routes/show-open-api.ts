import { serviceRoutes } from '../../../schemas/api/service-routes.ts';
import { config } from '../../config.ts';
import { httpRoute } from '../../middleware/http-route.ts';
import { once } from '../../once.ts';
import { openApiDocument } from '../openapi/document.ts';

const document = once(() => openApiDocument(config().publicBaseUrl));

export const showOpenApi = httpRoute(serviceRoutes, 'showOpenApi', async () => ({
  status: 200,
  body: document(),
  headers: { 'cache-control': 'public, max-age=300' },
}));
