import type { RouteSpec } from './route-spec.ts';

/** What anybody may ask of the service itself. */
export const serviceRoutes = {
  showHome: {
    method: 'GET',
    path: '/',
    profile: 'public',
    auth: 'none',
    success: { status: 200, contentType: 'text/html' },
    problems: ['internal'],
  },
  checkHealth: {
    method: 'GET',
    path: '/healthz',
    profile: 'public',
    auth: 'none',
    success: { status: 200, contentType: 'application/json' },
    problems: [],
  },
  checkReadiness: {
    method: 'GET',
    path: '/readyz',
    profile: 'public',
    auth: 'none',
    success: { status: 200, contentType: 'application/json' },
    problems: ['unavailable'],
  },
  showOpenApi: {
    method: 'GET',
    path: '/openapi.json',
    profile: 'public',
    auth: 'none',
    success: { status: 200, contentType: 'application/json' },
    problems: [],
  },
  showDocs: {
    method: 'GET',
    path: '/docs',
    profile: 'public',
    auth: 'none',
    success: { status: 200, contentType: 'text/html' },
    problems: ['internal'],
  },
} as const satisfies Record<string, RouteSpec>;
