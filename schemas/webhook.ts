import * as z from 'zod/mini';
import { AnswerSource } from './answer.ts';
import { InquiryId, WebhookEndpointId } from './ids.ts';
import { EscalationReason, Urgency } from './inquiry.ts';
import { InquiryStatus } from './status.ts';
import { Timestamp } from './units.ts';

/** Event types that a webhook endpoint can subscribe to. */
export const WebhookEvent = z.enum([
  'inquiry.answered',
  'inquiry.escalated',
  'inquiry.resolved',
  'inquiry.reopened',
  'inquiry.erased',
]);
export type WebhookEvent = z.infer<typeof WebhookEvent>;

/** Types of deliveries: an event, or a test, which any endpoint receives on request. */
export const WebhookEventType = z.enum([...WebhookEvent.options, 'webhook.test']);
export type WebhookEventType = z.infer<typeof WebhookEventType>;

/** `disabled` by the company; `gone` because it answered 410. Neither is sent anything. */
export const WebhookEndpointState = z.enum(['enabled', 'disabled', 'gone']);
export type WebhookEndpointState = z.infer<typeof WebhookEndpointState>;

/**
 * `failed` = no attempt is left; `cancelled` = its endpoint was deleted, disabled or gone before an attempt succeeded.
 */
export const WebhookDeliveryState = z.enum(['pending', 'delivered', 'failed', 'cancelled']);
export type WebhookDeliveryState = z.infer<typeof WebhookDeliveryState>;

/** Why an attempt got no answer. */
export const WebhookFault = z.enum([
  'timeout',
  'host_unknown',
  'address_refused',
  'url_refused',
  'tls_failed',
  'connection_failed',
]);
export type WebhookFault = z.infer<typeof WebhookFault>;

/** An event's facts about an inquiry: no text or address of a customer; receivers read the rest by the API. */
export const InquiryFacts = z.object({
  inquiryId: InquiryId,
  externalId: z.optional(z.string()),
  /** As it is after the event. */
  status: InquiryStatus,
  run: z.int(),
  urgency: z.optional(Urgency),
  /** Who answered. */
  source: z.optional(AnswerSource),
  responseQualityScore: z.optional(z.number()),
  escalationReason: z.optional(EscalationReason),
  /** Whether the inquiry came by a live or a test key. */
  mode: z.optional(z.enum(['live', 'test'])),
});
export type InquiryFacts = z.infer<typeof InquiryFacts>;

/** The body of a webhook (Standard Webhooks 1.0.0, payload structure). */
export const WebhookPayload = z.discriminatedUnion('type', [
  z.object({ type: WebhookEvent, timestamp: Timestamp, data: InquiryFacts }),
  z.object({
    type: z.literal('webhook.test'),
    timestamp: Timestamp,
    data: z.object({ webhookEndpointId: WebhookEndpointId }),
  }),
]);
export type WebhookPayload = z.infer<typeof WebhookPayload>;

/** Endpoints that a company may have. */
export const mostWebhookEndpoints = 10;
