import { mayManage } from '../../../domain/api-keys/key-rules.ts';
import type { WebhookDeliveryId, WebhookEndpointId } from '../../../schemas/ids.ts';
import { findWebhookDelivery, type WebhookDeliveryItem } from '../../entities/webhook-delivery.ts';
import { findWebhookEndpoint, type WebhookEndpointItem } from '../../entities/webhook-endpoint.ts';
import type { CompanyPrincipal } from '../../middleware/http-principal.ts';
import { ProblemError } from '../../middleware/problem-error.ts';

/**
 * An endpoint that the caller may manage.
 * @throws ProblemError not_found, also for another tenant's endpoint and for a live one with a test key
 */
export async function openWebhookEndpoint(
  webhookEndpointId: WebhookEndpointId,
  principal: CompanyPrincipal,
): Promise<WebhookEndpointItem> {
  const { companyId } = principal;
  const endpoint = await findWebhookEndpoint({ companyId, webhookEndpointId });
  if (endpoint === null || !mayManage(principal, endpoint)) throw new ProblemError('not_found');
  return endpoint;
}

/** A delivery to an endpoint that the caller may manage. @throws ProblemError not_found, as above */
export async function openWebhookDelivery(
  webhookDeliveryId: WebhookDeliveryId,
  principal: CompanyPrincipal,
): Promise<WebhookDeliveryItem> {
  const { companyId } = principal;
  const delivery = await findWebhookDelivery({ companyId, webhookDeliveryId });
  if (delivery === null || !mayManage(principal, delivery)) throw new ProblemError('not_found');
  return delivery;
}

/** @throws ProblemError endpoint_not_enabled */
export function requireEnabled(endpoint: WebhookEndpointItem | null): void {
  if (endpoint?.state === 'enabled') return;
  throw new ProblemError('endpoint_not_enabled', {
    detail: `The endpoint is ${endpoint?.state ?? 'deleted'}; only an enabled one is sent anything`,
  });
}
