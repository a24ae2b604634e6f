import { webhookRoutes } from '../../../schemas/api/webhook-routes.ts';
import { httpRoute } from '../../middleware/http-route.ts';
import { openWebhookDelivery } from '../webhooks/open-webhook.ts';
import { deliveryDetailOf } from '../webhooks/webhook-views.ts';

export const getWebhookDelivery = httpRoute(webhookRoutes, 'getWebhookDelivery', async ({ path, principal }) => ({
  status: 200,
  body: deliveryDetailOf(await openWebhookDelivery(path.webhookDeliveryId, principal)),
}));
