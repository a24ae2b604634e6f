import { webhookRoutes } from '../../../schemas/api/webhook-routes.ts';
import { httpRoute } from '../../middleware/http-route.ts';
import { openWebhookEndpoint } from '../webhooks/open-webhook.ts';
import { endpointViewOf } from '../webhooks/webhook-views.ts';

export const getWebhookEndpoint = httpRoute(webhookRoutes, 'getWebhookEndpoint', async ({ path, principal }) => ({
  status: 200,
  body: endpointViewOf(await openWebhookEndpoint(path.webhookEndpointId, principal)),
}));
