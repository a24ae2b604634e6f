import { httpProfile } from '../middleware/http-profile.ts';

/** Routes that are open to everyone, or to the holder of a customer's link. */
export const handler = httpProfile<'public'>({
  'GET /s/{statusToken}': async () => (await import('./pages/status-page.ts')).showStatusPage,
  'POST /s/{statusToken}': async () => (await import('./pages/status-page.ts')).requestPersonFromPage,
  'POST /s/{statusToken}/messages': async () => (await import('./pages/status-page.ts')).addMessageFromPage,
  'GET /': async () => (await import('./pages/home.ts')).showHome,
  'GET /healthz': async () => (await import('./service/health.ts')).checkHealth,
  'GET /readyz': async () => (await import('./service/health.ts')).checkReadiness,
  'GET /openapi.json': async () => (await import('./openapi/show-document.ts')).showOpenApi,
  'GET /docs': async () => (await import('./openapi/show-document.ts')).showDocs,
});
