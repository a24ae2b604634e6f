import type { CompanyId, WebhookDeliveryId, WebhookEndpointId } from '../../../schemas/ids.ts';
import type { Mode } from '../../../schemas/mode.ts';
import type { WebhookDeliveryState } from '../../../schemas/webhook.ts';
import { WebhookDelivery, type WebhookDeliveryItem } from '../models/webhook-delivery.ts';
import { byKeysAlone, getConsistently, withAwsErrors } from '../store.ts';
import { readMatching } from './read-matching.ts';

export interface WebhookDeliveryKey {
  readonly companyId: CompanyId;
  readonly webhookDeliveryId: WebhookDeliveryId;
}

/** One delivery, read consistently; null once it has expired. */
export async function findWebhookDelivery(key: WebhookDeliveryKey): Promise<WebhookDeliveryItem | null> {
  const { companyId, webhookDeliveryId } = key;
  return getConsistently(WebhookDelivery().get({ companyId, webhookDeliveryId }));
}

/** Every condition that is given must hold. */
export interface WebhookDeliveryFilter {
  readonly webhookEndpointId?: WebhookEndpointId | undefined;
  readonly state?: WebhookDeliveryState | undefined;
  /** Of the endpoint. */
  readonly mode?: Mode | undefined;
}

export interface WebhookDeliveryPage {
  readonly items: readonly WebhookDeliveryItem[];
  /** ElectroDB's opaque cursor; null at the end alone. It names the tenant's partition: bind it before it is handed out. */
  readonly cursor: string | null;
}

/** A company's deliveries, newest first. */
export async function listWebhookDeliveries(
  companyId: CompanyId,
  options: { filter: WebhookDeliveryFilter; limit: number; cursor?: string },
): Promise<WebhookDeliveryPage> {
  const { filter, limit, cursor } = options;
  const { webhookEndpointId, state, mode } = filter;
  const query = WebhookDelivery()
    .query.delivery({ companyId })
    .where((attribute, { eq }) =>
      [
        ...(webhookEndpointId === undefined ? [] : [eq(attribute.webhookEndpointId, webhookEndpointId)]),
        ...(state === undefined ? [] : [eq(attribute.state, state)]),
        ...(mode === undefined ? [] : [eq(attribute.mode, mode)]),
      ].join(' AND '),
    );
  return readMatching((page) => withAwsErrors(() => query.go({ ...byKeysAlone, order: 'desc', ...page })), {
    limit,
    cursor,
  });
}
