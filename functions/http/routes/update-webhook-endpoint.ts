import { webhookRoutes } from '../../../schemas/api/webhook-routes.ts';
import { changeWebhookEndpoint } from '../../entities/change-webhook-endpoint.ts';
import { httpRoute } from '../../middleware/http-route.ts';
import { ProblemError } from '../../middleware/problem-error.ts';
import { openWebhookEndpoint } from '../webhooks/open-webhook.ts';
import { requireWebhookUrl } from '../webhooks/require-webhook-url.ts';
import { endpointViewOf } from '../webhooks/webhook-views.ts';

export const updateWebhookEndpoint = httpRoute(
  webhookRoutes,
  'updateWebhookEndpoint',
  async ({ path, body, principal, nowMs }) => {
    const { url, events, description, enabled } = body;
    if (url !== undefined) requireWebhookUrl(url);
    const { companyId } = principal;
    const { webhookEndpointId } = path;
    const change = {
      ...(url !== undefined && { url }),
      ...(events !== undefined && { events }),
      ...(description !== undefined && { description }),
      ...(enabled !== undefined && { state: enabled ? ('enabled' as const) : ('disabled' as const) }),
    };
    await openWebhookEndpoint(webhookEndpointId, principal);
    const endpoint = await changeWebhookEndpoint({ companyId, webhookEndpointId }, { change, nowMs });
    if (endpoint === null) throw new ProblemError('not_found');
    return { status: 200, body: endpointViewOf(endpoint) };
  },
);
