import type { WebhookEndpointId } from '../../schemas/ids.ts';
import { type EpochMs, timestampOf } from '../../schemas/units.ts';
import type { InquiryFacts, WebhookEvent, WebhookPayload } from '../../schemas/webhook.ts';

/** A move of an inquiry, as the transaction that makes it knows it. */
export interface InquiryMove extends Omit<InquiryFacts, 'inquiryId' | 'externalId' | 'urgency' | 'mode'> {
  readonly type: WebhookEvent;
  readonly atMs: EpochMs;
}

/** What of the inquiry's head an event tells. */
export type ToldInquiry = Pick<InquiryFacts, 'inquiryId' | 'externalId' | 'urgency' | 'mode'>;

/** The body that tells of a move: ids and small facts, nothing that a customer wrote. */
export function inquiryPayload(
  { inquiryId, externalId, urgency, mode }: ToldInquiry,
  { type, atMs, ...move }: InquiryMove,
): WebhookPayload {
  const data: InquiryFacts = {
    inquiryId,
    ...(externalId !== undefined && { externalId }),
    ...(urgency !== undefined && { urgency }),
    ...move,
    ...(mode !== undefined && { mode }),
  };
  return { type, timestamp: timestampOf(atMs), data };
}

/** The body of a test of an endpoint. */
export const testPayload = (webhookEndpointId: WebhookEndpointId, atMs: EpochMs): WebhookPayload => ({
  type: 'webhook.test',
  timestamp: timestampOf(atMs),
  data: { webhookEndpointId },
});
