import type { EntityItem } from 'electrodb';
import type { CompanyId, WebhookEndpointId } from '../../schemas/ids.ts';
import { Mode } from '../../schemas/mode.ts';
import { WebhookEndpointState } from '../../schemas/webhook.ts';
import { type } from './attribute-types.ts';
import { entityOf, getConsistently, withAwsErrors } from './store.ts';

/** Where a company receives events. Its secrets are derived from id and generation, and stored nowhere. */
export const WebhookEndpoint = entityOf({
  model: { entity: 'webhookEndpoint', version: '1', service: 'inquiries' },
  attributes: {
    companyId: { type: type.companyId, required: true, readOnly: true },
    webhookEndpointId: { type: type.webhookEndpointId, required: true, readOnly: true },
    /** Of the key that made it; read it with `modeOf`. One of test mode gets events of test inquiries alone. */
    mode: { type: Mode.options, readOnly: true },
    url: { type: 'string', required: true },
    events: { type: type.webhookEvents, required: true },
    description: { type: 'string' },
    state: { type: WebhookEndpointState.options, required: true },
    /** Of the secret; from 1, raised by each rotation. */
    generation: { type: 'number', required: true },
    /** Until then the previous generation's secret signs as well. */
    previousUntilMs: { type: type.epochMs },
    createdAtMs: { type: type.epochMs, required: true },
    updatedAtMs: { type: type.epochMs, required: true },
  },
  indexes: {
    endpoint: {
      collection: 'account',
      pk: { field: 'pk', composite: ['companyId'] },
      sk: { field: 'sk', composite: ['webhookEndpointId'] },
    },
  },
});
export type WebhookEndpointItem = EntityItem<ReturnType<typeof WebhookEndpoint>>;

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
