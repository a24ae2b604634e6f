import { webhookRoutes } from '../../../schemas/api/webhook-routes.ts';
import { jobIdOf, redeliverWebhook as redeliver } from '../../entities/webhook-delivery.ts';
import { findWebhookEndpoint } from '../../entities/webhook-endpoint.ts';
import { runSoon } from '../../jobs/run-soon.ts';
import { httpRoute } from '../../middleware/http-route.ts';
import { ProblemError } from '../../middleware/problem-error.ts';
import { openWebhookDelivery, requireEnabled } from '../webhooks/open-webhook.ts';

export const redeliverWebhook = httpRoute(webhookRoutes, 'redeliverWebhook', async ({ path, principal, nowMs }) => {
  const delivery = await openWebhookDelivery(path.webhookDeliveryId, principal);
  requireEnabled(await findWebhookEndpoint(delivery));
  if ((await redeliver(delivery, nowMs)).kind === 'conflict') throw new ProblemError('not_found');
  await runSoon([jobIdOf(delivery)]);
  return { status: 202, body: { id: delivery.webhookDeliveryId, state: 'pending' as const } };
});
