import type { RouteSpec } from './route-spec.ts';
import { GetUsageQuery, GetUsageResponse } from './usage.ts';

/** What a company has used of its plan. */
export const usageRoutes = {
  getUsage: {
    method: 'GET',
    path: '/v1/usage',
    profile: 'admin',
    auth: 'company',
    scope: 'admin',
    summary: 'Read what was used by day, and what is left of the month’s quota',
    query: GetUsageQuery,
    success: { status: 200, contentType: 'application/json', schema: GetUsageResponse },
    problems: [
      'unauthorized',
      'forbidden',
      'too_many_requests',
      'validation_failed',
      'not_found',
      'internal',
      'unavailable',
    ],
  },
} as const satisfies Record<string, RouteSpec>;
