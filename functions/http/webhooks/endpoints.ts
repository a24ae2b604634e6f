import { mayManage } from '../../../domain/api-keys/key-rules.ts';
import { faultOfWebhookUrl } from '../../../domain/webhooks/webhook-url.ts';
import { webhookRoutes } from '../../../schemas/api/webhooks.ts';
import { WebhookEndpointId } from '../../../schemas/ids.ts';
import { mostWebhookEndpoints, WebhookEvent } from '../../../schemas/webhook.ts';
import { config } from '../../config.ts';
import {
  changeWebhookEndpoint,
  createWebhookEndpoint as create,
  deleteWebhookEndpoint as remove,
} from '../../entities/change-webhook-endpoint.ts';
import {
  findWebhookEndpoint,
  listWebhookEndpoints as list,
  type WebhookEndpointItem,
} from '../../entities/webhook-endpoint.ts';
import { httpRoute } from '../../middleware/http-route.ts';
import { ProblemError } from '../../middleware/problem-error.ts';
import { newUlid } from '../../new-ulid.ts';
import { secretOf } from '../../webhooks/webhook-secret.ts';
import { makeOnce, readIdempotencyKey } from '../shared/idempotency.ts';
import { openWebhookEndpoint } from './open-webhook.ts';
import { endpointViewOf } from './webhook-views.ts';

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

export const listWebhookEndpoints = httpRoute(webhookRoutes, 'listWebhookEndpoints', async ({ principal }) => ({
  status: 200,
  body: {
    items: (await list(principal.companyId)).filter((endpoint) => mayManage(principal, endpoint)).map(endpointViewOf),
  },
}));

export const getWebhookEndpoint = httpRoute(webhookRoutes, 'getWebhookEndpoint', async ({ path, principal }) => ({
  status: 200,
  body: endpointViewOf(await openWebhookEndpoint(path.webhookEndpointId, principal)),
}));

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

export const deleteWebhookEndpoint = httpRoute(webhookRoutes, 'deleteWebhookEndpoint', async ({ path, principal }) => {
  const { companyId } = principal;
  await openWebhookEndpoint(path.webhookEndpointId, principal);
  if (!(await remove({ companyId, webhookEndpointId: path.webhookEndpointId }))) throw new ProblemError('not_found');
  return { status: 204, body: null };
});

/** @throws ProblemError validation_failed when webhooks cannot be sent there */
function requireWebhookUrl(url: string): void {
  const { webhookAllowedHosts, webhookRefusedPorts } = config();
  const message = faultOfWebhookUrl(url, webhookAllowedHosts, webhookRefusedPorts);
  if (message === null) return;
  throw new ProblemError('validation_failed', { detail: 'Invalid: url', errors: [{ path: 'url', message }] });
}
