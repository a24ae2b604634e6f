import { httpRoute } from '../../middleware/http-route.ts';
import { secretOf } from '../../webhooks/webhook-secret.ts';
import { openWebhookEndpoint } from '../webhooks/open-webhook.ts';

export const getWebhookSecret = httpRoute('getWebhookSecret', async ({ path, principal }) => {
  const endpoint = await openWebhookEndpoint(path.webhookEndpointId, principal);
  return { status: 200, body: { id: endpoint.webhookEndpointId, secret: secretOf(endpoint) } };
});
