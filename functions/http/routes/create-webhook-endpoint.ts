import { webhookRoutes } from '../../../schemas/api/webhook-routes.ts';
import { WebhookEndpointId } from '../../../schemas/ids.ts';
import { mostWebhookEndpoints, WebhookEvent } from '../../../schemas/webhook.ts';
import { createWebhookEndpoint as create } from '../../entities/change-webhook-endpoint.ts';
import { findWebhookEndpoint, type WebhookEndpointItem } from '../../entities/webhook-endpoint.ts';
import { httpRoute } from '../../middleware/http-route.ts';
import { ProblemError } from '../../middleware/problem-error.ts';
import { newUlid } from '../../new-ulid.ts';
import { secretOf } from '../../webhooks/webhook-secret.ts';
import { readIdempotencyKey } from '../intake/idempotency-key.ts';
import { makeOnce } from '../intake/make-once.ts';
import { requireWebhookUrl } from '../webhooks/require-webhook-url.ts';
import { endpointViewOf } from '../webhooks/webhook-views.ts';

export const createWebhookEndpoint = httpRoute(webhookRoutes, 'createWebhookEndpoint', async (request) => {
  const { body, bytes, headers, principal, nowMs } = request;
  const { companyId, mode } = principal;
  const { url, events = WebhookEvent.options, description } = body;
  requireWebhookUrl(url);
  const idempotency = readIdempotencyKey('createWebhookEndpoint', { headers, bytes, mode });
  const endpoint: WebhookEndpointItem = {
    companyId,
    webhookEndpointId: WebhookEndpointId.parse(newUlid(nowMs)),
    mode,
    url,
    events,
    ...(description !== undefined && { description }),
    state: 'enabled',
    generation: 1,
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
  };
  const { made, headers: replayed } = await makeOnce(
    { companyId, idempotency, nowMs },
    {
      make: async () => {
        const outcome = await create({ endpoint, idempotency, most: mostWebhookEndpoints });
        if (outcome === 'limit_reached') throw limitReached();
        return outcome === 'key_taken' ? outcome : endpoint;
      },
      find: (id) => findWebhookEndpoint({ companyId, webhookEndpointId: WebhookEndpointId.parse(id) }),
    },
  );
  return { status: 201, headers: replayed, body: { ...endpointViewOf(made), secret: secretOf(made) } };
});

const limitReached = (): ProblemError =>
  new ProblemError('limit_reached', {
    detail: `The company has ${mostWebhookEndpoints} webhook endpoints; delete one first`,
  });
