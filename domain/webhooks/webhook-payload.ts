import type { WebhookEndpointId } from '../../schemas/ids.ts';
import { type EpochMs, timestampOf } from '../../schemas/units.ts';
import type { InquiryFacts, WebhookEvent, WebhookPayload } from '../../schemas/webhook.ts';

/** An event of an inquiry, with the facts that its transaction knows. */
export interface InquiryMove extends Omit<InquiryFacts, 'inquiryId' | 'externalId' | 'urgency' | 'mode'> {
  readonly type: WebhookEvent;
  readonly atMs: EpochMs;
}

/** The fields of the inquiry's head in an event. */
export type EventSubject = Pick<InquiryFacts, 'inquiryId' | 'externalId' | 'urgency' | 'mode'>;

/** The body of an event: ids and small facts, nothing that a customer wrote. */
export function inquiryPayload(
  { inquiryId, externalId, urgency, mode }: EventSubject,
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
