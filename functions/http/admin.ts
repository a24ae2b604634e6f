import { httpProfile } from '../middleware/http-profile.ts';
import { changeSettings } from './routes/change-settings.ts';
import { createApiKey } from './routes/create-api-key.ts';
import { createDataRequest } from './routes/create-data-request.ts';
import { createWebhookEndpoint } from './routes/create-webhook-endpoint.ts';
import { deleteWebhookEndpoint } from './routes/delete-webhook-endpoint.ts';
import { eraseInquiry } from './routes/erase-inquiry.ts';
import { getApiKey } from './routes/get-api-key.ts';
import { getDataRequest } from './routes/get-data-request.ts';
import { getSettings } from './routes/get-settings.ts';
import { getUsage } from './routes/get-usage.ts';
import { getWebhookDelivery } from './routes/get-webhook-delivery.ts';
import { getWebhookEndpoint } from './routes/get-webhook-endpoint.ts';
import { getWebhookSecret } from './routes/get-webhook-secret.ts';
import { listApiKeys } from './routes/list-api-keys.ts';
import { listDataRequests } from './routes/list-data-requests.ts';
import { listWebhookDeliveries } from './routes/list-webhook-deliveries.ts';
import { listWebhookEndpoints } from './routes/list-webhook-endpoints.ts';
import { redeliverWebhook } from './routes/redeliver-webhook.ts';
import { revokeApiKey } from './routes/revoke-api-key.ts';
import { rotateApiKey } from './routes/rotate-api-key.ts';
import { rotateWebhookSecret } from './routes/rotate-webhook-secret.ts';
import { testWebhookEndpoint } from './routes/test-webhook-endpoint.ts';
import { updateWebhookEndpoint } from './routes/update-webhook-endpoint.ts';

/** A company's own affairs: keys, settings, webhooks, usage, requests about personal data. */
export const handler = httpProfile('admin', [
  createWebhookEndpoint,
  listWebhookEndpoints,
  getWebhookEndpoint,
  updateWebhookEndpoint,
  deleteWebhookEndpoint,
  getWebhookSecret,
  rotateWebhookSecret,
  testWebhookEndpoint,
  listWebhookDeliveries,
  getWebhookDelivery,
  redeliverWebhook,
  createApiKey,
  listApiKeys,
  getApiKey,
  rotateApiKey,
  revokeApiKey,
  getUsage,
  getSettings,
  changeSettings,
  eraseInquiry,
  createDataRequest,
  listDataRequests,
  getDataRequest,
]);
