import type { EntityItem } from 'electrodb';
import { Mode } from '../../../schemas/mode.ts';
import { WebhookDeliveryState, WebhookEventType } from '../../../schemas/webhook.ts';
import { entityOf } from '../store.ts';
import { type } from './attribute-types.ts';

/** One event on its way to one endpoint: created in the transaction it tells of, together with its job. */
export const WebhookDelivery = entityOf({
  model: { entity: 'webhookDelivery', version: '1', service: 'inquiries' },
  attributes: {
    companyId: { type: type.companyId, required: true, readOnly: true },
    webhookDeliveryId: { type: type.webhookDeliveryId, required: true, readOnly: true },
    webhookEndpointId: { type: type.webhookEndpointId, required: true, readOnly: true },
    /** Of the endpoint; read it with `modeOf`. */
    mode: { type: Mode.options, readOnly: true },
    eventType: { type: WebhookEventType.options, required: true, readOnly: true },
    /** The header `webhook-id`: one for all endpoints and attempts of an event. */
    eventId: { type: 'string', required: true, readOnly: true },
    /** The body, byte for byte the same with each attempt. */
    payload: { type: 'string', required: true, readOnly: true },
    state: { type: WebhookDeliveryState.options, required: true },
    /** The last ones, oldest first. */
    attempts: { type: type.webhookAttempts, required: true },
    /** Attempts since it was created or asked for again: the place in the retry schedule. */
    tries: { type: 'number', required: true },
    nextAttemptAtMs: { type: type.epochMs },
    createdAtMs: { type: type.epochMs, required: true, readOnly: true },
    /** Epoch seconds. */
    expiresAt: { type: 'number', required: true },
  },
  indexes: {
    delivery: {
      pk: { field: 'pk', composite: ['companyId'] },
      sk: { field: 'sk', composite: ['webhookDeliveryId'] },
    },
  },
});
export type WebhookDeliveryItem = EntityItem<ReturnType<typeof WebhookDelivery>>;
