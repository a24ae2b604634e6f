import { keyRoutes } from './api-keys.ts';
import { escalationRoutes } from './escalations.ts';
import { followUpRoutes } from './follow-ups.ts';
import { inquiryRoutes } from './inquiries.ts';
import { knowledgeRoutes } from './knowledge.ts';
import { knowledgeSearchRoutes } from './knowledge-search.ts';
import { pageRoutes } from './page-routes.ts';
import { privacyRoutes } from './privacy.ts';
import type { RouteSpec } from './route-spec.ts';
import { serviceRoutes } from './service-routes.ts';
import { settingsRoutes } from './settings.ts';
import { submissionRoutes } from './submissions.ts';
import { uploadRoutes } from './uploads.ts';
import { usageRoutes } from './usage.ts';
import { webhookRoutes } from './webhooks.ts';

/** Every route of the API. Router, gateway, OpenAPI document and tests derive from it. */
export const routes = {
  ...submissionRoutes,
  ...inquiryRoutes,
  ...followUpRoutes,
  ...keyRoutes,
  ...webhookRoutes,
  ...usageRoutes,
  ...escalationRoutes,
  ...knowledgeRoutes,
  ...knowledgeSearchRoutes,
  ...settingsRoutes,
  ...privacyRoutes,
  ...pageRoutes,
  ...serviceRoutes,
  ...uploadRoutes,
} as const satisfies Record<string, RouteSpec>;

export type OperationId = keyof typeof routes;
