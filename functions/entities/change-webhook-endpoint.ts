import type { EpochMs } from '../../schemas/units.ts';
import { forgetAccount } from './account.ts';
import { commit, takeTurns } from './commit.ts';
import { Company } from './company.ts';
import { claimIdempotencyKey, type IdempotencyClaim } from './idempotency.ts';
import { ifCondition } from './store.ts';
import { WebhookEndpoint, type WebhookEndpointItem, type WebhookEndpointKey } from './webhook-endpoint.ts';

export interface NewWebhookEndpoint {
  readonly endpoint: WebhookEndpointItem;
  readonly idempotency: IdempotencyClaim['idempotency'] | undefined;
  /** Endpoints that a company may have. */
  readonly most: number;
}

/**
 * Creates an endpoint and its idempotency record, unless its company has `most` already: the count of them is kept on
 * the company's own item, which serializes creations. `key_taken`: the Idempotency-Key belongs to another request.
 */
export async function createWebhookEndpoint(
  asked: NewWebhookEndpoint,
): Promise<'committed' | 'key_taken' | 'limit_reached'> {
  const { endpoint, idempotency, most } = asked;
  const { companyId, webhookEndpointId: resourceId, createdAtMs: nowMs } = endpoint;
  const outcome = await takeTurns(() =>
    commit([
      WebhookEndpoint.inTransaction().create(endpoint).commit(),
      Company.inTransaction()
        .patch({ companyId })
        .add({ webhookEndpoints: 1 })
        .where(
          (attribute, { notExists, lt }) =>
            `${notExists(attribute.webhookEndpoints)} OR ${lt(attribute.webhookEndpoints, most)}`,
        )
        .commit(),
      ...(idempotency === undefined ? [] : [claimIdempotencyKey({ companyId, idempotency, resourceId, nowMs })]),
    ]),
  );
  forgetAccount(companyId);
  // The id is new, so an existing endpoint is our own: an earlier try of the SDK committed it.
  if (outcome.kind === 'committed' || outcome.failed[0] === true) return 'committed';
  return outcome.failed[2] === true ? 'key_taken' : 'limit_reached';
}

/** False when there was none. Its deliveries end when they are next looked at. */
export async function deleteWebhookEndpoint({ companyId, webhookEndpointId }: WebhookEndpointKey): Promise<boolean> {
  const outcome = await takeTurns(() =>
    commit([
      Company.inTransaction().patch({ companyId }).subtract({ webhookEndpoints: 1 }).commit(),
      WebhookEndpoint.inTransaction()
        .delete({ companyId, webhookEndpointId })
        .where((attribute, { exists }) => exists(attribute.state))
        .commit(),
    ]),
  );
  forgetAccount(companyId);
  return outcome.kind === 'committed';
}

type EndpointChange = Partial<Pick<WebhookEndpointItem, 'url' | 'events' | 'description' | 'state'>>;

/** The changed endpoint; null when it has been deleted. */
export const changeWebhookEndpoint = (
  key: WebhookEndpointKey,
  { change, nowMs }: { change: EndpointChange; nowMs: EpochMs },
): Promise<WebhookEndpointItem | null> =>
  patched(key, ({ companyId, webhookEndpointId }) =>
    WebhookEndpoint()
      .patch({ companyId, webhookEndpointId })
      .set({ ...change, updatedAtMs: nowMs })
      .go({ response: 'all_new' }),
  );

interface Rotation {
  readonly idempotency: IdempotencyClaim['idempotency'] | undefined;
  readonly previousUntilMs: EpochMs;
  readonly nowMs: EpochMs;
}

/**
 * Makes the next secret the current one; until `previousUntilMs` the previous one signs too. `key_taken`: the
 * Idempotency-Key belongs to another request; `changed`: the endpoint was rotated or deleted meanwhile.
 */
export async function rotateWebhookSecret(
  endpoint: WebhookEndpointItem,
  { idempotency, previousUntilMs, nowMs }: Rotation,
): Promise<WebhookEndpointItem | 'key_taken' | 'changed'> {
  const { companyId, webhookEndpointId } = endpoint;
  const change = { generation: endpoint.generation + 1, previousUntilMs, updatedAtMs: nowMs };
  const outcome = await takeTurns(() =>
    commit([
      WebhookEndpoint.inTransaction()
        .patch({ companyId, webhookEndpointId })
        .set(change)
        .where((attribute, { eq }) => eq(attribute.generation, endpoint.generation))
        .commit(),
      ...(idempotency === undefined
        ? []
        : [claimIdempotencyKey({ companyId, idempotency, resourceId: webhookEndpointId, nowMs })]),
    ]),
  );
  forgetAccount(companyId);
  if (outcome.kind === 'committed') return { ...endpoint, ...change };
  return outcome.failed[1] === true ? 'key_taken' : 'changed';
}

/** Disables an endpoint that answered 410, until the company enables it again. */
export const markWebhookEndpointGone = (
  endpoint: WebhookEndpointItem,
  nowMs: EpochMs,
): Promise<WebhookEndpointItem | null> =>
  patched(endpoint, ({ companyId, webhookEndpointId }) =>
    WebhookEndpoint()
      .patch({ companyId, webhookEndpointId })
      .set({ state: 'gone', updatedAtMs: nowMs })
      // The 410 does not concern another URL or a state that the company has set meanwhile.
      .where((attribute, { eq }) => `${eq(attribute.url, endpoint.url)} AND ${eq(attribute.state, 'enabled')}`)
      .go({ response: 'all_new' }),
  );

async function patched(
  key: WebhookEndpointKey,
  patch: (key: WebhookEndpointKey) => Promise<{ data: WebhookEndpointItem }>,
): Promise<WebhookEndpointItem | null> {
  const written = await ifCondition(() => patch(key)).finally(() => forgetAccount(key.companyId));
  return written === null ? null : written.data;
}
