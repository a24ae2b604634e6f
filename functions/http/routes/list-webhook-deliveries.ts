import { webhookRoutes } from '../../../schemas/api/webhook-routes.ts';
import { listWebhookDeliveries as listStored } from '../../entities/webhook-delivery.ts';
import { httpRoute } from '../../middleware/http-route.ts';
import { cursorTokenOf } from '../../tokens/cursor-token.ts';
import { storeCursorOf } from '../views/cursor.ts';
import { deliverySummaryOf } from '../webhooks/webhook-views.ts';

const pageItems = 20;

export const listWebhookDeliveries = httpRoute(webhookRoutes, 'listWebhookDeliveries', async ({ query, principal }) => {
  const { limit, cursor, endpoint, state } = query;
  const { companyId } = principal;
  const scope = { companyId, mode: principal.mode, filter: { list: 'webhook-deliveries', endpoint, state } };
  const storeCursor = cursor === undefined ? {} : { cursor: storeCursorOf(scope, cursor) };
  const page = await listStored(companyId, {
    filter: { webhookEndpointId: endpoint, state, ...(principal.mode === 'test' && { mode: principal.mode }) },
    limit: limit === undefined ? pageItems : Number(limit),
    ...storeCursor,
  });
  const nextCursor = page.cursor === null ? {} : { nextCursor: cursorTokenOf(scope, page.cursor) };
  return { status: 200, body: { items: page.items.map(deliverySummaryOf), ...nextCursor } };
});
