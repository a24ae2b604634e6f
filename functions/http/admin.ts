import { httpProfile } from '../middleware/http-profile.ts';

/** A company's own affairs: keys, settings, webhooks, usage, requests about personal data. */
export const handler = httpProfile<'admin'>({
  'POST /v1/webhook-endpoints': async () => (await import('./routes/create-webhook-endpoint.ts')).createWebhookEndpoint,
  'GET /v1/webhook-endpoints': async () => (await import('./routes/list-webhook-endpoints.ts')).listWebhookEndpoints,
  'GET /v1/webhook-endpoints/{webhookEndpointId}': async () =>
    (await import('./routes/get-webhook-endpoint.ts')).getWebhookEndpoint,
  'PATCH /v1/webhook-endpoints/{webhookEndpointId}': async () =>
    (await import('./routes/update-webhook-endpoint.ts')).updateWebhookEndpoint,
  'DELETE /v1/webhook-endpoints/{webhookEndpointId}': async () =>
    (await import('./routes/delete-webhook-endpoint.ts')).deleteWebhookEndpoint,
  'GET /v1/webhook-endpoints/{webhookEndpointId}/secret': async () =>
    (await import('./routes/get-webhook-secret.ts')).getWebhookSecret,
  'POST /v1/webhook-endpoints/{webhookEndpointId}/rotate-secret': async () =>
    (await import('./routes/rotate-webhook-secret.ts')).rotateWebhookSecret,
  'POST /v1/webhook-endpoints/{webhookEndpointId}/test': async () =>
    (await import('./routes/test-webhook-endpoint.ts')).testWebhookEndpoint,
  'GET /v1/webhook-deliveries': async () => (await import('./routes/list-webhook-deliveries.ts')).listWebhookDeliveries,
  'GET /v1/webhook-deliveries/{webhookDeliveryId}': async () =>
    (await import('./routes/get-webhook-delivery.ts')).getWebhookDelivery,
  'POST /v1/webhook-deliveries/{webhookDeliveryId}/redeliver': async () =>
    (await import('./routes/redeliver-webhook.ts')).redeliverWebhook,
  'POST /v1/api-keys': async () => (await import('./routes/create-api-key.ts')).createApiKey,
  'GET /v1/api-keys': async () => (await import('./routes/list-api-keys.ts')).listApiKeys,
  'GET /v1/api-keys/{apiKeyId}': async () => (await import('./routes/get-api-key.ts')).getApiKey,
  'POST /v1/api-keys/{apiKeyId}/rotate': async () => (await import('./routes/rotate-api-key.ts')).rotateApiKey,
  'DELETE /v1/api-keys/{apiKeyId}': async () => (await import('./routes/revoke-api-key.ts')).revokeApiKey,
  'GET /v1/usage': async () => (await import('./routes/get-usage.ts')).getUsage,
  'GET /v1/settings': async () => (await import('./routes/get-settings.ts')).getSettings,
  'PATCH /v1/settings': async () => (await import('./routes/change-settings.ts')).changeSettings,
  'DELETE /v1/inquiries/{inquiryId}': async () => (await import('./routes/erase-inquiry.ts')).eraseInquiry,
  'POST /v1/data-requests': async () => (await import('./routes/create-data-request.ts')).createDataRequest,
  'GET /v1/data-requests': async () => (await import('./routes/list-data-requests.ts')).listDataRequests,
  'GET /v1/data-requests/{dataRequestId}': async () => (await import('./routes/get-data-request.ts')).getDataRequest,
});
