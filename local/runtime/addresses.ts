import { createServer } from 'node:net';
import { type IsServedHost, servedHosts } from '../http/served-hosts.ts';

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
