import { createHmac } from 'node:crypto';
import type { EpochMs } from '../../schemas/units.ts';
import type { WebhookEndpointItem } from '../entities/webhook-endpoint.ts';
import { macOf } from '../tokens/mac.ts';

type Keyed = Pick<WebhookEndpointItem, 'webhookEndpointId' | 'generation' | 'previousUntilMs'>;

/** The signed content (Standard Webhooks 1.0.0, signature scheme). */
export interface SignedContent {
  readonly eventId: string;
  readonly payload: string;
}

/** The endpoint's current secret in the form for receivers: derived whenever it is needed. */
export const secretOf = ({ webhookEndpointId, generation }: Pick<Keyed, 'webhookEndpointId' | 'generation'>): string =>
  `whsec_${keyOf(webhookEndpointId, generation).toString('base64')}`;

/**
 * The headers of one attempt: signed with the current secret and, during a rotation's overlap, with the previous one.
 */
export function webhookHeaders(
  { webhookEndpointId, generation, previousUntilMs }: Keyed,
  { eventId, payload, nowMs }: SignedContent & { nowMs: EpochMs },
): Readonly<Record<string, string>> {
  const timestamp = String(Math.floor(nowMs / 1000));
  const isOverlapping = previousUntilMs !== undefined && nowMs < previousUntilMs;
  const live = isOverlapping ? [generation, generation - 1] : [generation];
  const content = `${eventId}.${timestamp}.${payload}`;
  const signatures = live.map((one) => {
    const mac = createHmac('sha256', keyOf(webhookEndpointId, one)).update(content).digest('base64');
    return `v1,${mac}`;
  });
  return {
    'content-type': 'application/json',
    'user-agent': 'Inquiry-Webhooks/1',
    'webhook-id': eventId,
    'webhook-timestamp': timestamp,
    'webhook-signature': signatures.join(' '),
  };
}

const keyOf = (webhookEndpointId: Keyed['webhookEndpointId'], generation: number): Buffer =>
  macOf('webhook', `${webhookEndpointId}|${generation}`);
