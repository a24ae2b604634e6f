import { webhookRoutes } from '../../../schemas/api/webhook-routes.ts';
import { epochMs, timestampOf } from '../../../schemas/units.ts';
import { rotateWebhookSecret as rotate } from '../../entities/writes/webhook-endpoint.ts';
import { httpRoute } from '../../middleware/http-route.ts';
import { ProblemError } from '../../middleware/problem-error.ts';
import { secretOf } from '../../webhooks/webhook-secret.ts';
import { openWebhookEndpoint } from '../webhooks/open-webhook.ts';

/** A day to put the new secret in place. */
const overlapSecondsByDefault = 86_400;

export const rotateWebhookSecret = httpRoute(
  webhookRoutes,
  'rotateWebhookSecret',
  async ({ path, body, principal, nowMs }) => {
    const { overlapSeconds = overlapSecondsByDefault } = body;
    const present = await openWebhookEndpoint(path.webhookEndpointId, principal);
    const previousUntilMs = epochMs(nowMs + overlapSeconds * 1000);
    const rotated = await rotate(present, { previousUntilMs, nowMs });
    if (rotated === null) throw new ProblemError('version_conflict');
    return {
      status: 200,
      body: {
        id: rotated.webhookEndpointId,
        secret: secretOf(rotated),
        ...(overlapSeconds > 0 && { previousSecretUntil: timestampOf(previousUntilMs) }),
      },
    };
  },
);
