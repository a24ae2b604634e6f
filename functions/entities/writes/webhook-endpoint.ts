import type { EpochMs } from '../../../schemas/units.ts';
import { withAwsErrors } from '../aws-error.ts';
import { commit } from '../commit.ts';
import type { WebhookEndpointItem } from '../models/webhook-endpoint.ts';
import { forgetAccount } from '../reads/find-account.ts';
import type { WebhookEndpointKey } from '../reads/find-webhook-endpoint.ts';
import { store } from '../service.ts';

/** Creates an endpoint unless its company has `most` already; the count of them is kept on the company's own item. */
export async function createWebhookEndpoint(
  endpoint: WebhookEndpointItem,
  most: number,
): Promise<'created' | 'limit_reached'> {
  const { companyId } = endpoint;
  const outcome = await commit((entity) => [
    entity.company
      .patch({ companyId })
      .add({ webhookEndpoints: 1 })
      .where(
        (attribute, { notExists, lt }) =>
          `${notExists(attribute.webhookEndpoints)} OR ${lt(attribute.webhookEndpoints, most)}`,
      )
      .commit(),
    entity.webhookEndpoint.create(endpoint).commit(),
  ]);
  forgetAccount(companyId);
  return outcome.kind === 'committed' ? 'created' : 'limit_reached';
}

/** False when there was none. Its deliveries end when they are next looked at. */
export async function deleteWebhookEndpoint({ companyId, webhookEndpointId }: WebhookEndpointKey): Promise<boolean> {
  const outcome = await commit((entity) => [
    entity.company.patch({ companyId }).subtract({ webhookEndpoints: 1 }).commit(),
    entity.webhookEndpoint
      .delete({ companyId, webhookEndpointId })
      .where((attribute, { exists }) => exists(attribute.state))
      .commit(),
  ]);
  forgetAccount(companyId);
  return outcome.kind === 'committed';
}

type EndpointChange = Partial<Pick<WebhookEndpointItem, 'url' | 'events' | 'description' | 'state'>>;

/** What the endpoint is afterwards; null when it has been deleted. */
export const changeWebhookEndpoint = (
  key: WebhookEndpointKey,
  { change, nowMs }: { change: EndpointChange; nowMs: EpochMs },
): Promise<WebhookEndpointItem | null> =>
  patched(key, ({ companyId, webhookEndpointId }) =>
    store()
      .entities.webhookEndpoint.patch({ companyId, webhookEndpointId })
      .set({ ...change, updatedAtMs: nowMs })
      .go({ response: 'all_new' }),
  );

/** Makes the next secret the present one; until `previousUntilMs` the one before signs too. Null when it has moved on. */
export const rotateWebhookSecret = (
  endpoint: WebhookEndpointItem,
  { previousUntilMs, nowMs }: { previousUntilMs: EpochMs; nowMs: EpochMs },
): Promise<WebhookEndpointItem | null> =>
  patched(endpoint, ({ companyId, webhookEndpointId }) =>
    store()
      .entities.webhookEndpoint.patch({ companyId, webhookEndpointId })
      .set({ generation: endpoint.generation + 1, previousUntilMs, updatedAtMs: nowMs })
      .where((attribute, { eq }) => eq(attribute.generation, endpoint.generation))
      .go({ response: 'all_new' }),
  );

/** It has answered 410: nothing is sent to it until the company enables it again. */
export const markWebhookEndpointGone = (
  endpoint: WebhookEndpointItem,
  nowMs: EpochMs,
): Promise<WebhookEndpointItem | null> =>
  patched(endpoint, ({ companyId, webhookEndpointId }) =>
    store()
      .entities.webhookEndpoint.patch({ companyId, webhookEndpointId })
      .set({ state: 'gone', updatedAtMs: nowMs })
      // Another URL, or a state that the company has set meanwhile, has not answered.
      .where((attribute, { eq }) => `${eq(attribute.url, endpoint.url)} AND ${eq(attribute.state, 'enabled')}`)
      .go({ response: 'all_new' }),
  );

async function patched(
  key: WebhookEndpointKey,
  patch: (key: WebhookEndpointKey) => Promise<{ data: WebhookEndpointItem }>,
): Promise<WebhookEndpointItem | null> {
  try {
    return (await withAwsErrors(() => patch(key))).data;
  } catch (error) {
    if (error instanceof Error && error.name === 'ConditionalCheckFailedException') return null;
    throw error;
  } finally {
    forgetAccount(key.companyId);
  }
}
