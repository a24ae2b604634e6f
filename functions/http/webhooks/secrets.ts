import { webhookRoutes } from '../../../schemas/api/webhooks.ts';
import { epochMs, timestampOf } from '../../../schemas/units.ts';
import { rotateWebhookSecret as rotate } from '../../entities/change-webhook-endpoint.ts';
import { findWebhookEndpoint } from '../../entities/webhook-endpoint.ts';
import { httpRoute } from '../../middleware/http-route.ts';
import { ProblemError } from '../../middleware/problem-error.ts';
import { secretOf } from '../../webhooks/webhook-secret.ts';
import { makeOnce, readIdempotencyKey } from '../shared/idempotency.ts';
import { openWebhookEndpoint } from './open-webhook.ts';

export const getWebhookSecret = httpRoute(webhookRoutes, 'getWebhookSecret', async ({ path, principal }) => {
  const endpoint = await openWebhookEndpoint(path.webhookEndpointId, principal);
  return { status: 200, body: { id: endpoint.webhookEndpointId, secret: secretOf(endpoint) } };
});

/** A day to put the new secret in place. */
const overlapSecondsByDefault = 86_400;

export const rotateWebhookSecret = httpRoute(webhookRoutes, 'rotateWebhookSecret', async (request) => {
  const { path, body, bytes, headers, principal, nowMs } = request;
  const { webhookEndpointId } = path;
  const { companyId, mode } = principal;
  const { overlapSeconds = overlapSecondsByDefault } = body;
  // The endpoint is part of the request, so that one Idempotency-Key never answers for another endpoint.
  const whole = Buffer.concat([Buffer.from(`${webhookEndpointId}|`), bytes]);
  const idempotency = readIdempotencyKey('rotateWebhookSecret', { headers, bytes: whole, mode });
  const present = await openWebhookEndpoint(webhookEndpointId, principal);
  const { made: rotated, headers: replayed } = await makeOnce(
    { companyId, idempotency, nowMs },
    {
      make: async () => {
        const previousUntilMs = epochMs(nowMs + overlapSeconds * 1000);
        const outcome = await rotate(present, { idempotency, previousUntilMs, nowMs });
        if (outcome === 'changed') throw new ProblemError('version_conflict');
        return outcome;
      },
      find: () => findWebhookEndpoint({ companyId, webhookEndpointId }),
    },
  );
  const { previousUntilMs } = rotated;
  return {
    status: 200,
    headers: replayed,
    body: {
      id: webhookEndpointId,
      secret: secretOf(rotated),
      ...(previousUntilMs !== undefined &&
        previousUntilMs > nowMs && { previousSecretUntil: timestampOf(previousUntilMs) }),
    },
  };
});
