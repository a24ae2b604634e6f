import { httpRoute } from '../../middleware/http-route.ts';
import { openWebhookEndpoint } from '../webhooks/open-webhook.ts';
import { endpointViewOf } from '../webhooks/webhook-views.ts';

export const getWebhookEndpoint = httpRoute('getWebhookEndpoint', async ({ path, principal }) => ({
  status: 200,
  body: endpointViewOf(await openWebhookEndpoint(path.webhookEndpointId, principal)),
}));
