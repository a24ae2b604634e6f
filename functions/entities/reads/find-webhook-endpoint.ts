import type { CompanyId, WebhookEndpointId } from '../../../schemas/ids.ts';
import { WebhookEndpoint, type WebhookEndpointItem } from '../models/webhook-endpoint.ts';
import { getConsistently, withAwsErrors } from '../store.ts';

export interface WebhookEndpointKey {
  readonly companyId: CompanyId;
  readonly webhookEndpointId: WebhookEndpointId;
}

/** One endpoint, read consistently. */
export async function findWebhookEndpoint(key: WebhookEndpointKey): Promise<WebhookEndpointItem | null> {
  const { companyId, webhookEndpointId } = key;
  return getConsistently(WebhookEndpoint().get({ companyId, webhookEndpointId }));
}

/** A company's endpoints, oldest first, read consistently. */
export async function listWebhookEndpoints(companyId: CompanyId): Promise<readonly WebhookEndpointItem[]> {
  const { data } = await withAwsErrors(() =>
    WebhookEndpoint().query.endpoint({ companyId }).go({ consistent: true, pages: 'all' }),
  );
  return data;
}
