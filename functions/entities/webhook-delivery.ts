import type { EntityItem } from 'electrodb';
import { type EventSubject, type InquiryMove, inquiryPayload } from '../../domain/webhooks/webhook-payload.ts';
import { type CompanyId, JobId, WebhookDeliveryId, type WebhookEndpointId } from '../../schemas/ids.ts';
import { Mode, modeOf } from '../../schemas/mode.ts';
import type { EpochMs } from '../../schemas/units.ts';
import { WebhookDeliveryState, WebhookEventType, type WebhookPayload } from '../../schemas/webhook.ts';
import { newUlid } from '../new-ulid.ts';
import { type, type WebhookAttempt } from './attribute-types.ts';
import { type CommitOutcome, commit } from './commit.ts';
import { askForJob, endJob, type JobItem } from './job.ts';
import { readMatching } from './read-range.ts';
import { byKeysAlone, entityOf, getConsistently, ifCondition, withAwsErrors } from './store.ts';
import type { WebhookEndpointItem } from './webhook-endpoint.ts';

/** One event on its way to one endpoint: created with its job in the transaction that makes the move. */
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
    /** Attempts since it was created or redelivered: the place in the retry schedule. */
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

export interface WebhookDeliveryKey {
  readonly companyId: CompanyId;
  readonly webhookDeliveryId: WebhookDeliveryId;
}

/** One delivery, read consistently; null once it has expired. */
export async function findWebhookDelivery(key: WebhookDeliveryKey): Promise<WebhookDeliveryItem | null> {
  const { companyId, webhookDeliveryId } = key;
  return getConsistently(WebhookDelivery().get({ companyId, webhookDeliveryId }));
}

/** All given conditions must hold. */
export interface WebhookDeliveryFilter {
  readonly webhookEndpointId?: WebhookEndpointId | undefined;
  readonly state?: WebhookDeliveryState | undefined;
  /** Of the endpoint. */
  readonly mode?: Mode | undefined;
}

export interface WebhookDeliveryPage {
  readonly items: readonly WebhookDeliveryItem[];
  /** ElectroDB's opaque cursor; null at the end alone. It names the tenant's partition: bind it before returning it. */
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

/** How long a delivery can be read and redelivered. */
const keptSeconds = 30 * 86_400;

/** A delivery for the next transaction to create; its job has its id. */
export type NewWebhook = WebhookDeliveryItem;

/**
 * One delivery for each enabled endpoint that subscribes to the event; mostly none. Test endpoints get test events
 * only.
 */
export function webhooksOf(
  inquiry: EventSubject & { companyId: CompanyId },
  { endpoints, moves }: { endpoints: readonly WebhookEndpointItem[]; moves: readonly InquiryMove[] },
): readonly NewWebhook[] {
  return moves.flatMap((move) => {
    const listening = endpoints
      .filter(({ state, events }) => state === 'enabled' && events.includes(move.type))
      .filter((endpoint) => modeOf(endpoint) === 'live' || modeOf(inquiry) === 'test');
    if (listening.length === 0) return [];
    const event = { eventId: newEventId(move.atMs), payload: inquiryPayload(inquiry, move), nowMs: move.atMs };
    return listening.map((endpoint) => newWebhook(endpoint, event));
  });
}

/** The `webhook-id` of a new event. */
export const newEventId = (atMs: EpochMs): string => `msg_${newUlid(atMs)}`;

export const newWebhook = (
  { companyId, webhookEndpointId, mode }: Pick<WebhookEndpointItem, 'companyId' | 'webhookEndpointId' | 'mode'>,
  { eventId, payload, nowMs }: { eventId: string; payload: WebhookPayload; nowMs: EpochMs },
): NewWebhook => ({
  companyId,
  webhookDeliveryId: WebhookDeliveryId.parse(newUlid(nowMs)),
  webhookEndpointId,
  ...(mode !== undefined && { mode }),
  eventType: payload.type,
  eventId,
  payload: JSON.stringify(payload),
  state: 'pending',
  attempts: [],
  tries: 0,
  nextAttemptAtMs: nowMs,
  createdAtMs: nowMs,
  expiresAt: Math.floor(nowMs / 1000) + keptSeconds,
});

/** Part of the event's transaction: the deliveries and their jobs. Pass `jobIdsOf` to `runSoon` after it. */
export const webhookItems = (webhooks: readonly NewWebhook[]) =>
  webhooks.flatMap((webhook) => [
    WebhookDelivery.inTransaction().create(webhook).commit(),
    askForJob({
      jobId: jobIdOf(webhook),
      kind: 'webhook_delivery',
      companyId: webhook.companyId,
      nowMs: webhook.createdAtMs,
    }),
  ]);

export const jobIdOf = ({ webhookDeliveryId }: Pick<WebhookDeliveryItem, 'webhookDeliveryId'>): JobId =>
  JobId.parse(webhookDeliveryId);

/** Attempts that are remembered. */
const keptAttempts = 12;

/** A delivery outside an inquiry's events. */
export const createWebhookDelivery = (webhook: NewWebhook): Promise<CommitOutcome> => commit(webhookItems([webhook]));

/**
 * Writes down an attempt that failed and when the next one is due; null when the delivery was asked for again
 * meanwhile.
 */
export async function recordWebhookAttempt(
  delivery: WebhookDeliveryItem,
  { attempt, nextAttemptAtMs }: { attempt: WebhookAttempt; nextAttemptAtMs: EpochMs },
): Promise<WebhookDeliveryItem | null> {
  const { companyId, webhookDeliveryId, tries } = delivery;
  const attempts = withAttempt(delivery, attempt);
  const written = await ifCondition(() =>
    WebhookDelivery()
      .patch({ companyId, webhookDeliveryId })
      .set({ attempts, tries: tries + 1, nextAttemptAtMs })
      .where((attribute, { eq }) => `${eq(attribute.state, 'pending')} AND ${eq(attribute.tries, tries)}`)
      .go(),
  );
  return written === null ? null : { ...delivery, attempts, tries: tries + 1, nextAttemptAtMs };
}

/** Ends a delivery together with its job; a conflict means that it was asked for again meanwhile. */
export const endWebhookDelivery = (
  delivery: WebhookDeliveryItem,
  { job, state, attempt }: { job: JobItem; state: 'delivered' | 'failed' | 'cancelled'; attempt?: WebhookAttempt },
): Promise<CommitOutcome> => {
  const { companyId, webhookDeliveryId, tries } = delivery;
  return commit([
    WebhookDelivery.inTransaction()
      .patch({ companyId, webhookDeliveryId })
      .set({
        state,
        ...(attempt !== undefined && { attempts: withAttempt(delivery, attempt), tries: tries + 1 }),
      })
      .remove(['nextAttemptAtMs'])
      .where((attribute, { eq }) => `${eq(attribute.state, 'pending')} AND ${eq(attribute.tries, tries)}`)
      .commit(),
    endJob(job),
  ]);
};

/** Redelivers from the start of the schedule, under the same `webhook-id`. A conflict means that it has expired. */
export const redeliverWebhook = (delivery: WebhookDeliveryItem, nowMs: EpochMs): Promise<CommitOutcome> => {
  const { companyId, webhookDeliveryId } = delivery;
  return commit([
    WebhookDelivery.inTransaction()
      .patch({ companyId, webhookDeliveryId })
      .set({ state: 'pending', tries: 0, nextAttemptAtMs: nowMs })
      .commit(),
    askForJob({ jobId: jobIdOf(delivery), kind: 'webhook_delivery', companyId, nowMs }),
  ]);
};

const withAttempt = ({ attempts }: WebhookDeliveryItem, attempt: WebhookAttempt): readonly WebhookAttempt[] =>
  [...attempts, attempt].slice(-keptAttempts);
