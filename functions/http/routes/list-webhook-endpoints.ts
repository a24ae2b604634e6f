import { mayManage } from '../../../domain/api-keys/key-rules.ts';
import { webhookRoutes } from '../../../schemas/api/webhook-routes.ts';
import { listWebhookEndpoints as list } from '../../entities/webhook-endpoint.ts';
import { httpRoute } from '../../middleware/http-route.ts';
import { endpointViewOf } from '../webhooks/webhook-views.ts';

export const listWebhookEndpoints = httpRoute(webhookRoutes, 'listWebhookEndpoints', async ({ principal }) => ({
  status: 200,
  body: {
    items: (await list(principal.companyId)).filter((endpoint) => mayManage(principal, endpoint)).map(endpointViewOf),
  },
}));
