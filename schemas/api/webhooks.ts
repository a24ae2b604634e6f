import * as z from 'zod/mini';
import type { ProblemCode } from '../errors.ts';
import { WebhookDeliveryId, WebhookEndpointId } from '../ids.ts';
import { Mode } from '../mode.ts';
import { Timestamp } from '../units.ts';
import {
  WebhookDeliveryState,
  WebhookEndpointState,
  WebhookEvent,
  WebhookEventType,
  WebhookFault,
  WebhookPayload,
} from '../webhook.ts';
import { bodyProblems, keyProblems, type RouteSpec } from './route-spec.ts';
import { humanLine } from './text.ts';

const url = () => z.string().check(z.minLength(1), z.maxLength(2_000));
const events = () =>
  z.array(WebhookEvent).check(
    z.minLength(1),
    z.refine((list) => new Set(list).size === list.length, 'must not name an event twice'),
  );
const description = () => humanLine(200);

export const CreateWebhookEndpointRequest = z.strictObject({
  url: url(),
  /** Default: all. */
  events: z.optional(events()),
  description: z.optional(description()),
});

export const UpdateWebhookEndpointRequest = z
  .strictObject({
    url: z.optional(url()),
    events: z.optional(events()),
    description: z.optional(description()),
    /** `true` also restores an endpoint that is gone. */
    enabled: z.optional(z.boolean()),
  })
  .check(z.refine((change) => Object.keys(change).length > 0, 'must change something'));

export const WebhookEndpointView = z.object({
  id: WebhookEndpointId,
  mode: Mode,
  url: z.string(),
  events: z.array(WebhookEvent),
  description: z.optional(z.string()),
  state: WebhookEndpointState,
  /** Until then deliveries are also signed with the previous secret. */
  previousSecretUntil: z.optional(Timestamp),
  createdAt: Timestamp,
  updatedAt: Timestamp,
});
export type WebhookEndpointView = z.infer<typeof WebhookEndpointView>;

/** `whsec_` and the key in base64, as libraries for Standard Webhooks expect it. */
const secret = () => z.string();

export const CreateWebhookEndpointResponse = z.object({ ...WebhookEndpointView.shape, secret: secret() });
export const ListWebhookEndpointsResponse = z.object({ items: z.array(WebhookEndpointView) });
export const WebhookSecretResponse = z.object({ id: WebhookEndpointId, secret: secret() });

/** Seconds for which the previous secret still signs; 0 ends it at once, a week is the most. */
export const RotateWebhookSecretRequest = z.strictObject({
  overlapSeconds: z.optional(z.int().check(z.gte(0), z.lte(604_800))),
});
export const RotateWebhookSecretResponse = z.object({
  ...WebhookSecretResponse.shape,
  previousSecretUntil: z.optional(Timestamp),
});

export const WebhookDeliveryAcceptedResponse = z.object({ id: WebhookDeliveryId, state: WebhookDeliveryState });

export const WebhookAttemptView = z.object({
  at: Timestamp,
  /** HTTP status of the answer; absent when there was none. */
  status: z.optional(z.int()),
  /** Why there was no answer. */
  fault: z.optional(WebhookFault),
  durationMs: z.int(),
});

export const WebhookDeliverySummary = z.object({
  id: WebhookDeliveryId,
  endpointId: WebhookEndpointId,
  /** Sent as `webhook-id`: the same for all endpoints and attempts. */
  eventId: z.string(),
  eventType: WebhookEventType,
  state: WebhookDeliveryState,
  lastAttempt: z.optional(WebhookAttemptView),
  nextAttemptAt: z.optional(Timestamp),
  createdAt: Timestamp,
});
export type WebhookDeliverySummary = z.infer<typeof WebhookDeliverySummary>;

export const WebhookDeliveryDetail = z.object({
  ...WebhookDeliverySummary.shape,
  payload: WebhookPayload,
  /** The last 12, oldest first. */
  attempts: z.array(WebhookAttemptView),
});
export type WebhookDeliveryDetail = z.infer<typeof WebhookDeliveryDetail>;

export const ListWebhookDeliveriesQuery = z.strictObject({
  endpoint: z.optional(WebhookEndpointId),
  state: z.optional(WebhookDeliveryState),
  limit: z.optional(z.string().check(z.regex(/^([1-9]|[1-9][0-9]|100)$/, 'must be 1–100'))),
  cursor: z.optional(z.string().check(z.maxLength(2_000))),
});
export const ListWebhookDeliveriesResponse = z.object({
  items: z.array(WebhookDeliverySummary),
  nextCursor: z.optional(z.string()),
});

/** Problems of a request with an Idempotency-Key. */
const once = ['idempotency_mismatch', 'idempotency_in_progress', 'not_found'] as const satisfies readonly ProblemCode[];

const base = { profile: 'admin', auth: 'company', scope: 'admin' } as const;

/** Webhook endpoints of a company, and their deliveries. */
export const webhookRoutes = {
  createWebhookEndpoint: {
    method: 'POST',
    path: '/v1/webhook-endpoints',
    ...base,
    isKeyed: true,
    body: CreateWebhookEndpointRequest,
    success: { status: 201, contentType: 'application/json', schema: CreateWebhookEndpointResponse },
    problems: [...keyProblems, ...bodyProblems, ...once, 'limit_reached'],
  },
  listWebhookEndpoints: {
    method: 'GET',
    path: '/v1/webhook-endpoints',
    ...base,
    success: { status: 200, contentType: 'application/json', schema: ListWebhookEndpointsResponse },
    problems: keyProblems,
  },
  getWebhookEndpoint: {
    method: 'GET',
    path: '/v1/webhook-endpoints/{webhookEndpointId}',
    ...base,
    success: { status: 200, contentType: 'application/json', schema: WebhookEndpointView },
    problems: [...keyProblems, 'not_found'],
  },
  updateWebhookEndpoint: {
    method: 'PATCH',
    path: '/v1/webhook-endpoints/{webhookEndpointId}',
    ...base,
    body: UpdateWebhookEndpointRequest,
    success: { status: 200, contentType: 'application/json', schema: WebhookEndpointView },
    problems: [...keyProblems, ...bodyProblems, 'not_found'],
  },
  deleteWebhookEndpoint: {
    method: 'DELETE',
    path: '/v1/webhook-endpoints/{webhookEndpointId}',
    ...base,
    success: { status: 204, contentType: 'application/json' },
    problems: [...keyProblems, 'not_found'],
  },
  getWebhookSecret: {
    method: 'GET',
    path: '/v1/webhook-endpoints/{webhookEndpointId}/secret',
    ...base,
    success: { status: 200, contentType: 'application/json', schema: WebhookSecretResponse },
    problems: [...keyProblems, 'not_found'],
  },
  rotateWebhookSecret: {
    method: 'POST',
    path: '/v1/webhook-endpoints/{webhookEndpointId}/rotate-secret',
    ...base,
    isKeyed: true,
    body: RotateWebhookSecretRequest,
    success: { status: 200, contentType: 'application/json', schema: RotateWebhookSecretResponse },
    problems: [...keyProblems, ...bodyProblems, ...once, 'version_conflict'],
  },
  testWebhookEndpoint: {
    method: 'POST',
    path: '/v1/webhook-endpoints/{webhookEndpointId}/test',
    ...base,
    success: { status: 202, contentType: 'application/json', schema: WebhookDeliveryAcceptedResponse },
    problems: [...keyProblems, 'not_found', 'endpoint_not_enabled'],
  },
  listWebhookDeliveries: {
    method: 'GET',
    path: '/v1/webhook-deliveries',
    ...base,
    query: ListWebhookDeliveriesQuery,
    success: { status: 200, contentType: 'application/json', schema: ListWebhookDeliveriesResponse },
    problems: [...keyProblems, 'validation_failed'],
  },
  getWebhookDelivery: {
    method: 'GET',
    path: '/v1/webhook-deliveries/{webhookDeliveryId}',
    ...base,
    success: { status: 200, contentType: 'application/json', schema: WebhookDeliveryDetail },
    problems: [...keyProblems, 'not_found'],
  },
  redeliverWebhook: {
    method: 'POST',
    path: '/v1/webhook-deliveries/{webhookDeliveryId}/redeliver',
    ...base,
    success: { status: 202, contentType: 'application/json', schema: WebhookDeliveryAcceptedResponse },
    problems: [...keyProblems, 'not_found', 'endpoint_not_enabled'],
  },
} as const satisfies Record<string, RouteSpec>;
