import type { CompanyId, WebhookEndpointId } from '../../../schemas/ids.ts';
import { withAwsErrors } from '../aws-error.ts';
import type { WebhookEndpointItem } from '../models/webhook-endpoint.ts';
import { store } from '../service.ts';

export interface WebhookEndpointKey {
  readonly companyId: CompanyId;
  readonly webhookEndpointId: WebhookEndpointId;
}

/** One endpoint, read consistently. */
export async function findWebhookEndpoint(key: WebhookEndpointKey): Promise<WebhookEndpointItem | null> {
  const { companyId, webhookEndpointId } = key;
  const { data } = await withAwsErrors(() =>
    store().entities.webhookEndpoint.get({ companyId, webhookEndpointId }).go({ consistent: true, originalErr: true }),
  );
  return data;
}

/** A company's endpoints, oldest first, read consistently. */
export async function listWebhookEndpoints(companyId: CompanyId): Promise<readonly WebhookEndpointItem[]> {
  const { data } = await withAwsErrors(() =>
    store().entities.webhookEndpoint.query.endpoint({ companyId }).go({ consistent: true, pages: 'all' }),
  );
  return data;
}
