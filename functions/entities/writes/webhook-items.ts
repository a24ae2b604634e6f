import { type InquiryMove, inquiryPayload, type ToldInquiry } from '../../../domain/webhooks/webhook-payload.ts';
import { type CompanyId, JobId, WebhookDeliveryId } from '../../../schemas/ids.ts';
import { modeOf } from '../../../schemas/mode.ts';
import type { EpochMs } from '../../../schemas/units.ts';
import type { WebhookPayload } from '../../../schemas/webhook.ts';
import { newUlid } from '../../new-ulid.ts';
import { WebhookDelivery, type WebhookDeliveryItem } from '../models/webhook-delivery.ts';
import type { WebhookEndpointItem } from '../models/webhook-endpoint.ts';
import { askForJob } from './job.ts';

/** For how long a delivery can be looked up and asked for again. */
const keptSeconds = 30 * 86_400;

/** A delivery that the next transaction is to create; its job has its id. */
export type NewWebhook = WebhookDeliveryItem;

/** One delivery for each enabled endpoint that wants to hear of a move; mostly none. Test endpoints hear of test inquiries alone. */
export function webhooksOf(
  inquiry: ToldInquiry & { companyId: CompanyId },
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

/** The `webhook-id` of an event that has just happened. */
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

/** Part of the transaction that makes the move: the deliveries and their jobs. Hand `jobIdsOf` to `runSoon` after it. */
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
