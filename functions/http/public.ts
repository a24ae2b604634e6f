import { httpProfile } from '../middleware/http-profile.ts';
import { addMessageFromPage } from './routes/add-message-from-page.ts';
import { checkHealth } from './routes/check-health.ts';
import { checkReadiness } from './routes/check-readiness.ts';
import { requestPersonFromPage } from './routes/request-person-from-page.ts';
import { showDocs } from './routes/show-docs.ts';
import { showOpenApi } from './routes/show-open-api.ts';
import { showStatusPage } from './routes/show-status-page.ts';

/** What is open to everyone, or to whoever holds a customer's link. */
export const handler = httpProfile('public', [
  showStatusPage,
  requestPersonFromPage,
  addMessageFromPage,
  checkHealth,
  checkReadiness,
  showOpenApi,
  showDocs,
]);
