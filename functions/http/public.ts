import { httpProfile } from '../middleware/http-profile.ts';

/** What is open to everyone, or to whoever holds a customer's link. */
export const handler = httpProfile<'public'>({
  'GET /s/{statusToken}': async () => (await import('./routes/show-status-page.ts')).showStatusPage,
  'POST /s/{statusToken}': async () => (await import('./routes/request-person-from-page.ts')).requestPersonFromPage,
  'POST /s/{statusToken}/messages': async () => (await import('./routes/add-message-from-page.ts')).addMessageFromPage,
  'GET /': async () => (await import('./routes/show-home.ts')).showHome,
  'GET /healthz': async () => (await import('./routes/check-health.ts')).checkHealth,
  'GET /readyz': async () => (await import('./routes/check-readiness.ts')).checkReadiness,
  'GET /openapi.json': async () => (await import('./routes/show-open-api.ts')).showOpenApi,
  'GET /docs': async () => (await import('./routes/show-docs.ts')).showDocs,
});
