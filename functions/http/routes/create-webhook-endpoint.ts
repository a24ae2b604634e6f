import { ulid } from 'ulid';
import { webhookRoutes } from '../../../schemas/api/webhook-routes.ts';
import { WebhookEndpointId } from '../../../schemas/ids.ts';
import { mostWebhookEndpoints, WebhookEvent } from '../../../schemas/webhook.ts';
import { createWebhookEndpoint as create } from '../../entities/writes/webhook-endpoint.ts';
import { httpRoute } from '../../middleware/http-route.ts';
import { ProblemError } from '../../middleware/problem-error.ts';
import { secretOf } from '../../webhooks/webhook-secret.ts';
import { requireWebhookUrl } from '../webhooks/require-webhook-url.ts';
import { endpointViewOf } from '../webhooks/webhook-views.ts';

export const createWebhookEndpoint = httpRoute(
  webhookRoutes,
  'createWebhookEndpoint',
  async ({ body, principal, nowMs }) => {
    const { url, events = WebhookEvent.options, description } = body;
    requireWebhookUrl(url);
    const endpoint = {
      companyId: principal.companyId,
      webhookEndpointId: WebhookEndpointId.parse(ulid(nowMs).toLowerCase()),
      url,
      events,
      ...(description !== undefined && { description }),
      state: 'enabled' as const,
      generation: 1,
      createdAtMs: nowMs,
      updatedAtMs: nowMs,
    };
    if ((await create(endpoint, mostWebhookEndpoints)) === 'limit_reached') {
      throw new ProblemError('limit_reached', {
        detail: `The company has ${mostWebhookEndpoints} webhook endpoints; delete one first`,
      });
    }
    return { status: 201, body: { ...endpointViewOf(endpoint), secret: secretOf(endpoint) } };
  },
);
