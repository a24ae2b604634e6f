import { escalationRoutes } from './escalation-routes.ts';
import { inquiryRoutes } from './inquiry-routes.ts';
import { keyRoutes } from './key-routes.ts';
import { knowledgeRoutes } from './knowledge-routes.ts';
import { pageRoutes } from './page-routes.ts';
import { privacyRoutes } from './privacy-routes.ts';
import type { RouteSpec } from './route-spec.ts';
import { serviceRoutes } from './service-routes.ts';
import { settingsRoutes } from './settings-routes.ts';
import { uploadRoutes } from './upload-routes.ts';
import { usageRoutes } from './usage-routes.ts';
import { webhookRoutes } from './webhook-routes.ts';

/** Every route of the API. Router, gateway, OpenAPI document and tests derive from it. */
export const routes = {
  ...inquiryRoutes,
  ...keyRoutes,
  ...webhookRoutes,
  ...usageRoutes,
  ...escalationRoutes,
  ...knowledgeRoutes,
  ...settingsRoutes,
  ...webhookRoutes,
  ...privacyRoutes,
  ...pageRoutes,
  ...serviceRoutes,
  ...uploadRoutes,
} as const satisfies Record<string, RouteSpec>;

export type OperationId = keyof typeof routes;
