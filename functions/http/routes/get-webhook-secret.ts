import { webhookRoutes } from '../../../schemas/api/webhook-routes.ts';
import { httpRoute } from '../../middleware/http-route.ts';
import { secretOf } from '../../webhooks/webhook-secret.ts';
import { openWebhookEndpoint } from '../webhooks/open-webhook.ts';

export const getWebhookSecret = httpRoute(webhookRoutes, 'getWebhookSecret', async ({ path, principal }) => {
  const endpoint = await openWebhookEndpoint(path.webhookEndpointId, principal);
  return { status: 200, body: { id: endpoint.webhookEndpointId, secret: secretOf(endpoint) } };
});
