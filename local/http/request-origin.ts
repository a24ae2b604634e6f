import type { IncomingHttpHeaders } from 'node:http';
import { isIPv4 } from 'node:net';

/**
 * The sender of a request, according to its browser: no page (a program, or a typed address), a page of
 * the same host, or a page from elsewhere. Programs can claim anything, but browsers cannot be made to.
 */
type Sender = 'no_page' | 'own_page' | 'foreign_page';

/** `ownOrigins`: of the site, beside the one that the Host header names. */
export function senderOf(
  { host, origin, 'sec-fetch-site': site }: IncomingHttpHeaders,
  ownOrigins: readonly string[] = [],
): Sender {
  if (origin !== undefined && origin !== 'null' && !isOwn(origin, { host, ownOrigins })) return 'foreign_page';
  switch (site) {
    case 'same-origin':
      return 'own_page';
    case 'none':
      return 'no_page';
    case undefined: // no browser, or one from before 2023
      return origin === undefined ? 'no_page' : origin === 'null' ? 'foreign_page' : 'own_page';
    default:
      return 'foreign_page';
  }
}

/**
 * A page whose origin has the very host and port of the Host header is of the same origin, whatever the scheme before.
 */
function isOwn(origin: string, { host, ownOrigins }: { host: string | undefined; ownOrigins: readonly string[] }) {
  return (
    ownOrigins.includes(origin) || (host !== undefined && /^https?:\/\//.test(origin) && origin.endsWith(`//${host}`))
  );
}

/**
 * A person followed a link or a bookmark: the whole tab goes there, and the page that held the link sees nothing of it.
 */
export const isVisit = ({ 'sec-fetch-mode': mode, 'sec-fetch-dest': dest }: IncomingHttpHeaders): boolean =>
  mode === 'navigate' && (dest === undefined || dest === 'document');

/** Whether a Host header names a host that is served here. */
export type IsServedHost = (host: string | undefined) => boolean;

const HOST = /^(\[[\da-f:.]+\]|[^\s:/?#@[\]\\]+)(?::(\d{1,5}))?$/i;

interface Named {
  /** In lower case; IPv6 in brackets. */
  readonly name: string;
  readonly port: string | undefined;
}

/** The parts of a Host header; undefined when it is none. */
function parseHost(host: string): Named | undefined {
  const [, name, port] = HOST.exec(host) ?? [];
  return name === undefined ? undefined : { name: name.toLowerCase(), port };
}

/**
 * A host that an operator names, as a browser sends it: lower case, ASCII, IPv6 in its shortest form, without the port
 * of its scheme. Undefined when it is none, as with a wildcard or another separator between two.
 */
export function namedHost(text: string): string | undefined {
  if (parseHost(text) === undefined || !URL.canParse(`http://${text}`)) return undefined;
  const { host, hostname } = new URL(`http://${text}`);
  return /^(\[.+\]|[\w.-]+)$/.test(hostname) ? host.replace(/:443$/, '') : undefined;
}

/**
 * The names of loopback as browsers and clients write them. Numbers in other notations, a dot at the end and names
 * below `localhost` are not among them: they are not needed, and someone else might answer for them.
 */
export function isLoopbackHost(host: string | undefined): boolean {
  const name = parseHost(host ?? '')?.name;
  if (name === undefined) return false;
  return name === 'localhost' || name === '[::1]' || (isIPv4(name) && name.startsWith('127.'));
}

/**
 * Loopback on any port, since a tunnel changes it, and the hosts named here: with a port that one alone. A name that
 * points here by a foreign DNS is refused, or its page would have this host's origin (DNS rebinding).
 */
export function servedHosts(allowed: readonly string[]): IsServedHost {
  const named = allowed.flatMap((host) => parseHost(host) ?? []);
  return (host) => {
    if (isLoopbackHost(host)) return true;
    const asked = parseHost(host ?? '');
    return (
      asked !== undefined &&
      named.some(({ name, port }) => name === asked.name && (port === undefined || port === asked.port))
    );
  };
}
