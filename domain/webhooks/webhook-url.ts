import { isIP } from 'node:net';
import { isOwnAddress, isRefusedAddress, portOf } from './addresses.ts';

/** Names that never leave a machine or network (RFC 6761, RFC 6762, RFC 9476, and what clouds resolve inside). */
const innerName = /(^|\.)(localhost|local|localdomain|internal|intranet|lan|home|corp|home\.arpa|test|invalid|onion)$/;

/** The host of a URL as its author wrote it, in lower case. */
const writtenHost = /^[a-z]+:\/\/(\[[^\]]*\]|[^/?#:]*)/;

/** The host without the brackets of IPv6. */
export const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, '');

/**
 * Why webhooks cannot be sent to `text`; null when they can, judging by the URL. `allowedHosts` are this
 * deployment's own exceptions: by plain HTTP, on any port, and wherever they lead, but for `ownPorts` of this machine,
 * where the system itself listens.
 */
export function faultOfWebhookUrl(
  text: string,
  allowedHosts: readonly string[],
  ownPorts: readonly number[] = [],
): string | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || /[\s\\\p{Cc}]/u.test(text)) return 'must be a URL such as https://example.com/webhooks';
  if (url.username !== '' || url.password !== '' || /^[^/]*\/\/[^/?#]*@/.test(text))
    return 'must not hold a user name or password';
  if (text.includes('#')) return 'must not have a fragment';
  const host = hostOf(url);
  if (ownPorts.includes(portOf(url)) && (host === 'localhost' || isOwnAddress(host)))
    return 'must not lead to this system itself';
  if (allowedHosts.includes(host)) return /^https?:$/.test(url.protocol) ? null : 'must begin with https:// or http://';
  if (url.protocol !== 'https:') return 'must begin with https://';
  if (url.port !== '' && Number(url.port) < 1024) return 'must use port 443, or one from 1024 on';
  return faultOfHost(host, writtenHost.exec(text.toLowerCase())?.[1] ?? '');
}

function faultOfHost(host: string, written: string): string | null {
  if (isIP(host) !== 0) {
    if (written.replace(/^\[|\]$/g, '') !== host) return 'must write an IP address in its usual form';
    return isRefusedAddress(host) ? 'must not lead to a private or reserved address' : null;
  }
  if (!host.includes('.') || host.endsWith('.') || innerName.test(host)) return 'must name a public host';
  return null;
}
