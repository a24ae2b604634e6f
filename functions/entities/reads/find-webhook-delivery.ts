import type { CompanyId, WebhookDeliveryId, WebhookEndpointId } from '../../../schemas/ids.ts';
import type { WebhookDeliveryState } from '../../../schemas/webhook.ts';
import { withAwsErrors } from '../aws-error.ts';
import type { WebhookDeliveryItem } from '../models/webhook-delivery.ts';
import { store } from '../service.ts';

export interface WebhookDeliveryKey {
  readonly companyId: CompanyId;
  readonly webhookDeliveryId: WebhookDeliveryId;
}

/** One delivery, read consistently; null once it has expired. */
export async function findWebhookDelivery(key: WebhookDeliveryKey): Promise<WebhookDeliveryItem | null> {
  const { companyId, webhookDeliveryId } = key;
  const { data } = await withAwsErrors(() =>
    store().entities.webhookDelivery.get({ companyId, webhookDeliveryId }).go({ consistent: true, originalErr: true }),
  );
  return data;
}

/** Every condition that is given must hold. */
export interface WebhookDeliveryFilter {
  readonly webhookEndpointId?: WebhookEndpointId | undefined;
  readonly state?: WebhookDeliveryState | undefined;
}

export interface WebhookDeliveryPage {
  readonly items: readonly WebhookDeliveryItem[];
  /** ElectroDB's opaque cursor; null at the end. It names the tenant's partition: bind it before it leaves the house. */
  readonly cursor: string | null;
}

/** A company's deliveries, newest first. */
export async function listWebhookDeliveries(
  companyId: CompanyId,
  options: { filter: WebhookDeliveryFilter; limit: number; cursor?: string },
): Promise<WebhookDeliveryPage> {
  const { filter, limit, cursor } = options;
  const { webhookEndpointId, state } = filter;
  const query = store()
    .entities.webhookDelivery.query.delivery({ companyId })
    .where((attribute, { eq }) =>
      [
        ...(webhookEndpointId === undefined ? [] : [eq(attribute.webhookEndpointId, webhookEndpointId)]),
        ...(state === undefined ? [] : [eq(attribute.state, state)]),
      ].join(' AND '),
    );
  const page = await withAwsErrors(() =>
    query.go({ order: 'desc', count: limit, ...(cursor !== undefined && { cursor }) }),
  );
  return { items: page.data, cursor: page.cursor };
}
