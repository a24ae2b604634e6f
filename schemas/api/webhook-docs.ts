import { InquiryFacts, WebhookPayload } from '../webhook.ts';
import * as shared from './example-values.ts';
import { cursorField, fieldsOf, limitField, modeField, nextCursorField } from './field-docs.ts';
import type { AreaDocs } from './operation-docs.ts';
import {
  CreateWebhookEndpointRequest,
  CreateWebhookEndpointResponse,
  ListWebhookDeliveriesQuery,
  ListWebhookDeliveriesResponse,
  ListWebhookEndpointsResponse,
  RotateWebhookSecretRequest,
  RotateWebhookSecretResponse,
  UpdateWebhookEndpointRequest,
  WebhookAttemptView,
  WebhookDeliveryAcceptedResponse,
  WebhookDeliveryDetail,
  WebhookDeliverySummary,
  WebhookEndpointView,
  WebhookSecretResponse,
  type webhookRoutes,
} from './webhooks.ts';

const accepted = { accepted: { summary: 'On its way', value: { id: shared.webhookDeliveryId, state: 'pending' } } };
const one = { endpoint: { summary: 'An endpoint', value: shared.webhookEndpoint } };

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
        value: {
          url: shared.webhookEndpoint.url,
          events: shared.webhookEndpoint.events,
          description: shared.webhookEndpoint.description,
        },
      },
      all: { summary: 'All events', value: { url: shared.webhookEndpoint.url } },
    },
    response: {
      created: { summary: 'With its secret', value: { ...shared.webhookEndpoint, secret: shared.webhookSecret } },
    },
  },
  listWebhookEndpoints: {
    summary: 'List the webhook endpoints, oldest first',
    response: { list: { summary: 'One endpoint', value: { items: [shared.webhookEndpoint] } } },
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
      disabled: {
        summary: 'Disabled',
        value: { ...shared.webhookEndpoint, state: 'disabled', updatedAt: '2026-01-16T03:00:00.000Z' },
      },
    },
  },
  deleteWebhookEndpoint: {
    summary: 'Delete a webhook endpoint; what is still on its way to it ends',
    description: 'Its deliveries stay readable until they are 30 days old.',
  },
  getWebhookSecret: {
    summary: 'Read the secret that signs what the endpoint is sent',
    description: 'The same as at creation, or since the last rotation.',
    response: {
      secret: { summary: 'The present secret', value: { id: shared.webhookEndpointId, secret: shared.webhookSecret } },
    },
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
        value: {
          id: shared.webhookEndpointId,
          secret: shared.webhookSecret,
          previousSecretUntil: '2026-01-17T03:00:00.000Z',
        },
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
        value: { items: [shared.webhookDelivery], nextCursor: 'eyJwayI6Ii4uLiJ9.c2VhbA' },
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
          ...shared.webhookDelivery,
          payload: shared.webhookPayload,
          attempts: [
            { at: '2026-01-16T00:30:00.000Z', fault: 'connection_failed', durationMs: 12 },
            shared.webhookAttempt,
          ],
        },
      },
    },
  },
  redeliverWebhook: {
    summary: 'Send a webhook once more, under the same id',
    description: 'The whole schedule starts again, under the same `webhook-id` and with the same body.',
    response: accepted,
  },
} as const satisfies AreaDocs<typeof webhookRoutes>;

const endpointFields = {
  id: 'Id of the endpoint.',
  mode: modeField,
  url: 'Address that events are sent to.',
  events: 'Events that the endpoint is sent.',
  description: 'A note of the company’s own; absent when none was given.',
  state: '`disabled` by the company; `gone` because it answered 410. Neither is sent anything.',
  previousSecretUntil: 'Until when deliveries are also signed with the previous secret; absent without a rotation.',
  createdAt: 'When the endpoint was created.',
  updatedAt: 'When the endpoint last changed.',
};

const secretField = 'Secret that signs deliveries: `whsec_` and the key in base64, as Standard Webhooks has it.';

const deliveryFields = {
  id: 'Id of the delivery.',
  endpointId: 'Id of the endpoint that it goes to.',
  eventId: 'Sent as `webhook-id`: the same for all endpoints and attempts.',
  eventType: 'What happened, or `webhook.test`.',
  state: '`failed` = no attempt is left; `cancelled` = the endpoint was disabled, deleted or gone first.',
  lastAttempt: 'The latest attempt; absent before the first.',
  nextAttemptAt: 'When the next attempt is due; absent when there is none.',
  createdAt: 'When the delivery was created, with its event.',
};

const [eventPayload, testPayload] = WebhookPayload.def.options;

export const webhookFields = [
  fieldsOf(CreateWebhookEndpointRequest, {
    url: 'Public https address, at most 2,000 characters; redirects are not followed.',
    events: 'Events to send, each once; all when absent.',
    description: 'A note of the company’s own.',
  }),
  fieldsOf(UpdateWebhookEndpointRequest, {
    url: 'New public https address, at most 2,000 characters.',
    events: 'Events to send from now on, each once.',
    description: 'A note of the company’s own, in place of the old.',
    enabled: '`false` stops all deliveries; `true` also restores an endpoint that is gone.',
  }),
  fieldsOf(WebhookEndpointView, endpointFields),
  fieldsOf(CreateWebhookEndpointResponse, { ...endpointFields, secret: secretField }),
  fieldsOf(ListWebhookEndpointsResponse, { items: 'Endpoints, oldest first.' }),
  fieldsOf(WebhookSecretResponse, { id: endpointFields.id, secret: secretField }),
  fieldsOf(RotateWebhookSecretRequest, {
    overlapSeconds: 'Seconds for which the previous secret still signs; a day when absent, 0 to end it now.',
  }),
  fieldsOf(RotateWebhookSecretResponse, {
    id: endpointFields.id,
    secret: secretField,
    previousSecretUntil: 'Until when the previous secret signs too; absent when it has ended.',
  }),
  fieldsOf(WebhookDeliveryAcceptedResponse, { id: 'Id by which the delivery is read.', state: deliveryFields.state }),
  fieldsOf(WebhookAttemptView, {
    at: 'When the attempt began.',
    status: 'HTTP status that the endpoint answered; absent when it gave no answer.',
    fault: 'Why there was no answer; absent when there was one.',
    durationMs: 'Milliseconds until the answer, or until the attempt was given up.',
  }),
  fieldsOf(WebhookDeliverySummary, deliveryFields),
  fieldsOf(WebhookDeliveryDetail, {
    ...deliveryFields,
    payload: 'The body as it is sent.',
    attempts: 'The last 12 attempts, oldest first.',
  }),
  fieldsOf(eventPayload, {
    type: 'What happened to the inquiry.',
    timestamp: 'When it happened.',
    data: 'Facts of the inquiry, without texts or addresses of customers; read the rest by the API.',
  }),
  fieldsOf(InquiryFacts, {
    inquiryId: 'Id of the inquiry.',
    externalId: 'The company’s own number; absent when none was given.',
    status: 'Status of the inquiry after the event.',
    run: 'Run in which it happened.',
    urgency: 'Urgency of the inquiry; absent until it has been scored.',
    source: 'Who answered, `ai` or `human`; absent without an answer.',
    responseQualityScore: 'Quality score of the answer, 1.0–5.0; absent for a person’s reply.',
    escalationReason: 'Why the inquiry went to people; absent when it did not.',
    mode: modeField,
  }),
  fieldsOf(testPayload, { type: 'Marks a test.', timestamp: 'When the test was sent.', data: 'What is tested.' }),
  fieldsOf(testPayload.shape.data, { webhookEndpointId: 'Id of the endpoint that is tested.' }),
  fieldsOf(ListWebhookDeliveriesQuery, {
    endpoint: 'Only deliveries to the endpoint with this id.',
    state: 'Only deliveries in this state.',
    limit: limitField(100, 20),
    cursor: cursorField,
  }),
  fieldsOf(ListWebhookDeliveriesResponse, { items: 'Deliveries, newest first.', nextCursor: nextCursorField }),
];
