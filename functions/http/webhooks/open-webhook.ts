import type { WebhookDeliveryId, WebhookEndpointId } from '../../../schemas/ids.ts';
import type { WebhookDeliveryItem } from '../../entities/models/webhook-delivery.ts';
import type { WebhookEndpointItem } from '../../entities/models/webhook-endpoint.ts';
import { findWebhookDelivery } from '../../entities/reads/find-webhook-delivery.ts';
import { findWebhookEndpoint } from '../../entities/reads/find-webhook-endpoint.ts';
import type { CompanyPrincipal } from '../../middleware/http-principal.ts';
import { ProblemError } from '../../middleware/problem-error.ts';

/** The caller's own endpoint. @throws ProblemError not_found (also for another tenant's) */
export async function openWebhookEndpoint(
  webhookEndpointId: WebhookEndpointId,
  { companyId }: CompanyPrincipal,
): Promise<WebhookEndpointItem> {
  const endpoint = await findWebhookEndpoint({ companyId, webhookEndpointId });
  if (endpoint === null) throw new ProblemError('not_found');
  return endpoint;
}

/** The caller's own delivery. @throws ProblemError not_found (also for another tenant's) */
export async function openWebhookDelivery(
  webhookDeliveryId: WebhookDeliveryId,
  { companyId }: CompanyPrincipal,
): Promise<WebhookDeliveryItem> {
  const delivery = await findWebhookDelivery({ companyId, webhookDeliveryId });
  if (delivery === null) throw new ProblemError('not_found');
  return delivery;
}

/** @throws ProblemError endpoint_not_enabled */
export function requireEnabled(endpoint: WebhookEndpointItem | null): void {
  if (endpoint?.state === 'enabled') return;
  throw new ProblemError('endpoint_not_enabled', {
    detail: `The endpoint is ${endpoint?.state ?? 'deleted'}; only an enabled one is sent anything`,
  });
}
