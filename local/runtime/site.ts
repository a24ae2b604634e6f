import { type IsServedHost, servedHosts } from '../http/served-hosts.ts';

export interface Site {
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
