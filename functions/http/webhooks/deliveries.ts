import { testPayload } from '../../../domain/webhooks/webhook-payload.ts';
import { webhookRoutes } from '../../../schemas/api/webhooks.ts';
import {
  createWebhookDelivery,
  jobIdOf,
  listWebhookDeliveries as listStored,
  newEventId,
  newWebhook,
  redeliverWebhook as redeliver,
} from '../../entities/webhook-delivery.ts';
import { findWebhookEndpoint } from '../../entities/webhook-endpoint.ts';
import { runSoon } from '../../jobs/run-soon.ts';
import { httpRoute } from '../../middleware/http-route.ts';
import { ProblemError } from '../../middleware/problem-error.ts';
import { nextCursorOf, pageOf } from '../shared/paging.ts';
import { openWebhookDelivery, openWebhookEndpoint, requireEnabled } from './open-webhook.ts';
import { deliveryDetailOf, deliverySummaryOf } from './webhook-views.ts';

export const listWebhookDeliveries = httpRoute(webhookRoutes, 'listWebhookDeliveries', async ({ query, principal }) => {
  const { limit, cursor, endpoint, state } = query;
  const { companyId } = principal;
  const scope = { companyId, mode: principal.mode, filter: { list: 'webhook-deliveries', endpoint, state } };
  const page = await listStored(companyId, {
    filter: { webhookEndpointId: endpoint, state, ...(principal.mode === 'test' && { mode: principal.mode }) },
    ...pageOf(scope, { limit, cursor }),
  });
  return { status: 200, body: { items: page.items.map(deliverySummaryOf), ...nextCursorOf(scope, page.cursor) } };
});

export const getWebhookDelivery = httpRoute(webhookRoutes, 'getWebhookDelivery', async ({ path, principal }) => ({
  status: 200,
  body: deliveryDetailOf(await openWebhookDelivery(path.webhookDeliveryId, principal)),
}));

export const redeliverWebhook = httpRoute(webhookRoutes, 'redeliverWebhook', async ({ path, principal, nowMs }) => {
  const delivery = await openWebhookDelivery(path.webhookDeliveryId, principal);
  requireEnabled(await findWebhookEndpoint(delivery));
  if ((await redeliver(delivery, nowMs)).kind === 'conflict') throw new ProblemError('not_found');
  await runSoon([jobIdOf(delivery)]);
  return { status: 202, body: { id: delivery.webhookDeliveryId, state: 'pending' as const } };
});

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
