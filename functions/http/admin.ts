import { httpProfile } from '../middleware/http-profile.ts';

/** A company's own affairs: keys, settings, webhooks, usage, requests about personal data. */
export const handler = httpProfile<'admin'>({
  'POST /v1/webhook-endpoints': async () => (await import('./webhooks/endpoints.ts')).createWebhookEndpoint,
  'GET /v1/webhook-endpoints': async () => (await import('./webhooks/endpoints.ts')).listWebhookEndpoints,
  'GET /v1/webhook-endpoints/{webhookEndpointId}': async () =>
    (await import('./webhooks/endpoints.ts')).getWebhookEndpoint,
  'PATCH /v1/webhook-endpoints/{webhookEndpointId}': async () =>
    (await import('./webhooks/endpoints.ts')).updateWebhookEndpoint,
  'DELETE /v1/webhook-endpoints/{webhookEndpointId}': async () =>
    (await import('./webhooks/endpoints.ts')).deleteWebhookEndpoint,
  'GET /v1/webhook-endpoints/{webhookEndpointId}/secret': async () =>
    (await import('./webhooks/secrets.ts')).getWebhookSecret,
  'POST /v1/webhook-endpoints/{webhookEndpointId}/rotate-secret': async () =>
    (await import('./webhooks/secrets.ts')).rotateWebhookSecret,
  'POST /v1/webhook-endpoints/{webhookEndpointId}/test': async () =>
    (await import('./webhooks/deliveries.ts')).testWebhookEndpoint,
  'GET /v1/webhook-deliveries': async () => (await import('./webhooks/deliveries.ts')).listWebhookDeliveries,
  'GET /v1/webhook-deliveries/{webhookDeliveryId}': async () =>
    (await import('./webhooks/deliveries.ts')).getWebhookDelivery,
  'POST /v1/webhook-deliveries/{webhookDeliveryId}/redeliver': async () =>
    (await import('./webhooks/deliveries.ts')).redeliverWebhook,
  'POST /v1/api-keys': async () => (await import('./api-keys/issue-api-key.ts')).createApiKey,
  'GET /v1/api-keys': async () => (await import('./api-keys/api-keys.ts')).listApiKeys,
  'GET /v1/api-keys/{apiKeyId}': async () => (await import('./api-keys/api-keys.ts')).getApiKey,
  'POST /v1/api-keys/{apiKeyId}/rotate': async () => (await import('./api-keys/issue-api-key.ts')).rotateApiKey,
  'DELETE /v1/api-keys/{apiKeyId}': async () => (await import('./api-keys/api-keys.ts')).revokeApiKey,
  'GET /v1/usage': async () => (await import('./usage/get-usage.ts')).getUsage,
  'GET /v1/settings': async () => (await import('./settings/settings.ts')).getSettings,
  'PATCH /v1/settings': async () => (await import('./settings/settings.ts')).changeSettings,
  'DELETE /v1/inquiries/{inquiryId}': async () => (await import('./privacy/erase-inquiry.ts')).eraseInquiry,
  'POST /v1/data-requests': async () => (await import('./privacy/data-requests.ts')).createDataRequest,
  'GET /v1/data-requests': async () => (await import('./privacy/data-requests.ts')).listDataRequests,
  'GET /v1/data-requests/{dataRequestId}': async () => (await import('./privacy/data-requests.ts')).getDataRequest,
});
