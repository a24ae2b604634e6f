import { englishId } from './example-values.ts';
import type { AreaDocs } from './operation-docs.ts';
import type { webhookRoutes } from './webhooks.ts';

const endpointId = '01kf2vb0c1d2e3f4g5h6j7k8m9';
const deliveryId = '01kf2vc4n5p6q7r8s9t0v1w2x3';
const secret = 'whsec_Yr3Y0Zp8QmI2c2d1c0mX5m0vJ0mQ1lB0uWq0n3xk1A4=';

const at = (time: string): string => `2026-01-16T${time}.000Z`;

const endpoint = {
  id: endpointId,
  mode: 'live',
  url: 'https://shop.example.com/webhooks/inquiries',
  events: ['inquiry.answered', 'inquiry.escalated'],
  description: 'Shop backend',
  state: 'enabled',
  createdAt: at('00:20:00'),
  updatedAt: at('00:20:00'),
};

const attempt = { at: at('00:30:05'), status: 204, durationMs: 84 };

const delivery = {
  id: deliveryId,
  endpointId,
  eventId: 'msg_01kf2vc4n4m3k2j1h0g9f8e7d6',
  eventType: 'inquiry.answered',
  state: 'delivered',
  lastAttempt: attempt,
  createdAt: at('00:30:05'),
};

const payload = {
  type: 'inquiry.answered',
  timestamp: at('00:30:05'),
  data: {
    inquiryId: englishId,
    externalId: 'order-20260116-0042',
    status: 'ai_responded',
    run: 1,
    urgency: 'low',
    source: 'ai',
    responseQualityScore: 4.6,
  },
};

const accepted = { accepted: { summary: 'On its way', value: { id: deliveryId, state: 'pending' } } };
const one = { endpoint: { summary: 'An endpoint', value: endpoint } };

/** One endpoint and one delivery to it. */
export const webhookDocs = {
  createWebhookEndpoint: {
    summary: 'Have events sent to a URL',
    description:
      'Without `events` it is sent all of them. Deliveries follow Standard Webhooks: verify `webhook-signature` with the secret, and take each `webhook-id` once. Events begin within five seconds. The URL must be public and begin with https; redirects are not followed. Send an `Idempotency-Key`: a repeat after a broken line is answered with the same endpoint and its secret, where a second endpoint would be sent everything twice.',
    responseHeaders: {
      'Idempotency-Replayed': '`true` when an earlier request with this key made the endpoint, shown as it is now',
    },
    request: {
      chosen: {
        summary: 'Two events',
        value: { url: endpoint.url, events: endpoint.events, description: endpoint.description },
      },
      all: { summary: 'All events', value: { url: endpoint.url } },
    },
    response: { created: { summary: 'With its secret', value: { ...endpoint, secret } } },
  },
  listWebhookEndpoints: {
    summary: 'List the webhook endpoints, oldest first',
    response: { list: { summary: 'One endpoint', value: { items: [endpoint] } } },
  },
  getWebhookEndpoint: {
    summary: 'Read one webhook endpoint',
    response: one,
  },
  updateWebhookEndpoint: {
    summary: 'Change a webhook endpoint, disable or enable it',
    description:
      'With `enabled: false` nothing is sent any more, and what is on its way ends as `cancelled`. `enabled: true` also brings back an endpoint that is `gone` since it answered 410.',
    request: { disable: { summary: 'Send nothing any more', value: { enabled: false } } },
    response: {
      disabled: { summary: 'Disabled', value: { ...endpoint, state: 'disabled', updatedAt: at('03:00:00') } },
    },
  },
  deleteWebhookEndpoint: {
    summary: 'Delete a webhook endpoint; what is still on its way to it ends',
    description: 'Its deliveries stay readable until they are 30 days old.',
  },
  getWebhookSecret: {
    summary: 'Read the secret that signs what the endpoint is sent',
    description: 'The same as at creation, or since the last rotation.',
    response: { secret: { summary: 'The present secret', value: { id: endpointId, secret } } },
  },
  rotateWebhookSecret: {
    summary: 'Replace the secret; for a while both sign',
    description:
      'Until `previousSecretUntil` each delivery carries two signatures, so that receivers can change over at leisure. Rotating again within that time ends the older secret: send an `Idempotency-Key`, so that a repeat after a broken line does not.',
    responseHeaders: {
      'Idempotency-Replayed': '`true` when an earlier request with this key rotated; the secret is the present one',
    },
    request: {
      default: { summary: 'Both sign for a day', value: {} },
      atOnce: { summary: 'The old one is known to others', value: { overlapSeconds: 0 } },
    },
    response: {
      rotated: {
        summary: 'The new secret',
        value: { id: endpointId, secret, previousSecretUntil: '2026-01-17T03:00:00.000Z' },
      },
    },
  },
  testWebhookEndpoint: {
    summary: 'Send the endpoint a test event',
    description: 'Sends `webhook.test`, whatever events the endpoint asks for. How it went is read by the id.',
    response: accepted,
  },
  listWebhookDeliveries: {
    summary: 'List webhook deliveries of the last 30 days, newest first',
    description:
      'Pages of 20, or of `limit`. Hand `nextCursor` back as `cursor` with the same filters for the next page. A page may hold fewer, even none, and have a `nextCursor`: a request reads past some thousands that do not match, and the next goes on.',
    response: {
      page: {
        summary: 'A page that is not the last',
        value: { items: [delivery], nextCursor: 'eyJwayI6Ii4uLiJ9.c2VhbA' },
      },
    },
  },
  getWebhookDelivery: {
    summary: 'Read one webhook delivery with its attempts',
    description:
      'Each delivery is attempted up to ten times within about three days: at once, after 5 seconds, 5 and 30 minutes, 2, 5, 10, 14, 20 and 24 hours, a little later by chance, or when `Retry-After` asks for it. 2xx ends it; anything else, redirects too, counts as failed.',
    response: {
      delivered: {
        summary: 'Delivered at the second attempt',
        value: {
          ...delivery,
          payload,
          attempts: [{ at: at('00:30:00'), fault: 'connection_failed', durationMs: 12 }, attempt],
        },
      },
    },
  },
  redeliverWebhook: {
    summary: 'Send a webhook once more, under the same id',
    description: 'The whole schedule begins anew, under the same `webhook-id` and with the same body.',
    response: accepted,
  },
} as const satisfies AreaDocs<typeof webhookRoutes>;
