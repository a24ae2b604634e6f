import { testPayload } from '../../../domain/webhooks/webhook-payload.ts';
import { webhookRoutes } from '../../../schemas/api/webhook-routes.ts';
import { createWebhookDelivery, jobIdOf, newEventId, newWebhook } from '../../entities/webhook-delivery.ts';
import { runSoon } from '../../jobs/run-soon.ts';
import { httpRoute } from '../../middleware/http-route.ts';
import { openWebhookEndpoint, requireEnabled } from '../webhooks/open-webhook.ts';

export const testWebhookEndpoint = httpRoute(
  webhookRoutes,
  'testWebhookEndpoint',
  async ({ path, principal, nowMs }) => {
    const endpoint = await openWebhookEndpoint(path.webhookEndpointId, principal);
    requireEnabled(endpoint);
    const payload = testPayload(endpoint.webhookEndpointId, nowMs);
    const webhook = newWebhook(endpoint, { eventId: newEventId(nowMs), payload, nowMs });
    await createWebhookDelivery(webhook);
    await runSoon([jobIdOf(webhook)]);
    return { status: 202, body: { id: webhook.webhookDeliveryId, state: webhook.state } };
  },
);
