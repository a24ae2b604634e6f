import type * as z from 'zod/mini';
import type {
  WebhookAttemptView,
  WebhookDeliveryDetail,
  WebhookDeliverySummary,
  WebhookEndpointView,
} from '../../../schemas/api/webhooks.ts';
import { modeOf } from '../../../schemas/mode.ts';
import { timestampOf } from '../../../schemas/units.ts';
import { WebhookPayload } from '../../../schemas/webhook.ts';
import type { WebhookAttempt } from '../../entities/attribute-types.ts';
import type { WebhookDeliveryItem } from '../../entities/webhook-delivery.ts';
import type { WebhookEndpointItem } from '../../entities/webhook-endpoint.ts';

/** An endpoint in its company's view; the secret has its own route. */
export function endpointViewOf(endpoint: WebhookEndpointItem): WebhookEndpointView {
  const { webhookEndpointId, url, events, description, state, previousUntilMs } = endpoint;
  return {
    id: webhookEndpointId,
    mode: modeOf(endpoint),
    url,
    events: [...events],
    ...(description !== undefined && { description }),
    state,
    ...(previousUntilMs !== undefined && { previousSecretUntil: timestampOf(previousUntilMs) }),
    createdAt: timestampOf(endpoint.createdAtMs),
    updatedAt: timestampOf(endpoint.updatedAtMs),
  };
}

/** A delivery in the list. */
export function deliverySummaryOf(delivery: WebhookDeliveryItem): WebhookDeliverySummary {
  const { webhookDeliveryId, webhookEndpointId, eventId, eventType, state, attempts, nextAttemptAtMs } = delivery;
  const last = attempts.at(-1);
  return {
    id: webhookDeliveryId,
    endpointId: webhookEndpointId,
    eventId,
    eventType,
    state,
    ...(last !== undefined && { lastAttempt: attemptViewOf(last) }),
    ...(nextAttemptAtMs !== undefined && { nextAttemptAt: timestampOf(nextAttemptAtMs) }),
    createdAt: timestampOf(delivery.createdAtMs),
  };
}

export const deliveryDetailOf = (delivery: WebhookDeliveryItem): WebhookDeliveryDetail => ({
  ...deliverySummaryOf(delivery),
  payload: WebhookPayload.parse(JSON.parse(delivery.payload)),
  attempts: delivery.attempts.map(attemptViewOf),
});

const attemptViewOf = ({ atMs, ...attempt }: WebhookAttempt): z.infer<typeof WebhookAttemptView> => ({
  at: timestampOf(atMs),
  ...attempt,
});
