import type { OperationExamples } from './operation-examples.ts';
import { englishId } from './values.ts';

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

export const webhookExamples: Readonly<Record<string, OperationExamples>> = {
  createWebhookEndpoint: {
    request: {
      chosen: {
        summary: 'Two events',
        value: { url: endpoint.url, events: endpoint.events, description: endpoint.description },
      },
      all: { summary: 'All events', value: { url: endpoint.url } },
    },
    response: { created: { summary: 'With its secret', value: { ...endpoint, secret } } },
  },
  listWebhookEndpoints: { response: { list: { summary: 'One endpoint', value: { items: [endpoint] } } } },
  getWebhookEndpoint: { response: one },
  updateWebhookEndpoint: {
    request: { disable: { summary: 'Send nothing any more', value: { enabled: false } } },
    response: {
      disabled: { summary: 'Disabled', value: { ...endpoint, state: 'disabled', updatedAt: at('03:00:00') } },
    },
  },
  getWebhookSecret: { response: { secret: { summary: 'The present secret', value: { id: endpointId, secret } } } },
  rotateWebhookSecret: {
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
  testWebhookEndpoint: { response: accepted },
  listWebhookDeliveries: {
    response: {
      page: {
        summary: 'A page that is not the last',
        value: { items: [delivery], nextCursor: 'eyJwayI6Ii4uLiJ9.c2VhbA' },
      },
    },
  },
  getWebhookDelivery: {
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
  redeliverWebhook: { response: accepted },
};
