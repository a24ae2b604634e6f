import { createServer } from 'node:net';
import { isOpenToPages } from '../../schemas/api/cross-origin.ts';
import type { RouteSpec } from '../../schemas/api/route-spec.ts';
import { routes } from '../../schemas/api/routes.ts';
import type { GatewayRoute } from '../gateway/route-table.ts';
import { type IsServedHost, servedHosts } from '../http/request-origin.ts';

interface Site {
  readonly isServedHost: IsServedHost;
  readonly ownOrigins: readonly string[];
}

/** Where people find the pages: at the public address, and at the hosts that the operator allows besides loopback. */
export function siteOf(options: { publicBaseUrl: string; allowedHosts: readonly string[] }): Site {
  const { hostname, origin } = new URL(options.publicBaseUrl);
  const { allowedHosts } = options;
  return {
    isServedHost: servedHosts([hostname, ...allowedHosts]),
    // A proxy may send a Host of its own, so that the page's is known by these alone.
    ownOrigins: [origin, ...allowedHosts.flatMap((host) => [`http://${host}`, `https://${host}`])],
  };
}

export const loopbackOrigins = (port: number): readonly string[] =>
  ['localhost', '127.0.0.1'].map((host) => `http://${host}:${port}`);

/** A port of loopback that is free now; links are made of it before the gateway listens. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        if (address !== null && typeof address === 'object') resolve(address.port);
        else reject(new Error('The system gave no free port'));
      });
    });
  });
}

const specs: readonly (readonly [string, RouteSpec])[] = Object.entries(routes);

/**
 * The API's routes as the gateway takes them: one Lambda a profile, the authorizer before those that need a principal.
 */
export const apiRoutes: readonly GatewayRoute[] = specs.map(([operation, { method, path, profile, auth }]) => ({
  method,
  path,
  function: profile,
  auth: auth === 'company' || auth === 'company_or_customer' ? 'authorizer' : 'none',
  isOpenToPages: isOpenToPages({ auth }),
  bringsWork: operation === 'submitInquiry' || operation === 'submitBatch',
}));
