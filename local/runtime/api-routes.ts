import { isOpenToPages } from '../../schemas/api/cross-origin.ts';
import type { RouteSpec } from '../../schemas/api/route-spec.ts';
import { routes } from '../../schemas/api/routes.ts';
import type { GatewayRoute } from '../gateway/route-table.ts';

const specs: readonly (readonly [string, RouteSpec])[] = Object.entries(routes);

/** The API's routes as the gateway takes them: one Lambda a profile, the authorizer before those that need a principal. */
export const apiRoutes: readonly GatewayRoute[] = specs.map(([operation, { method, path, profile, auth }]) => ({
  method,
  path,
  function: profile,
  auth: auth === 'company' || auth === 'company_or_customer' ? 'authorizer' : 'none',
  isOpenToPages: isOpenToPages({ auth }),
  bringsWork: operation === 'submitInquiry' || operation === 'submitBatch',
}));
