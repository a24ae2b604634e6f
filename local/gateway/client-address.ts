import type { IncomingMessage } from 'node:http';
import { BlockList, isIP, isIPv6, type Socket } from 'node:net';

export type ClientAddressOf = (incoming: IncomingMessage) => string;

export interface ClientAddresses {
  /** The peer of a connection, and whether it is a proxy, behind which are many clients. */
  ofSocket(socket: Socket): { readonly address: string; readonly isProxy: boolean };
  /** The peer of the connection; behind trusted proxies the last hop that is none of them. */
  of: ClientAddressOf;
}

/** `trustedProxies` are addresses and networks such as `10.0.0.0/8`. @throws Error naming the entry that is none. */
export function createClientAddresses(trustedProxies: readonly string[]): ClientAddresses {
  const proxies = new BlockList();
  for (const entry of trustedProxies) addTo(proxies, entry);
  const isTrusted = (address: string): boolean => isIP(address) !== 0 && proxies.check(address, familyOf(address));
  return {
    ofSocket({ remoteAddress = '' }) {
      const peer = plainAddress(remoteAddress);
      return { address: networkOf(peer), isProxy: isTrusted(peer) };
    },
    of({ socket, headers }) {
      const peer = plainAddress(socket.remoteAddress ?? '');
      if (!isTrusted(peer)) return networkOf(peer);
      const hops = (headers['x-forwarded-for']?.toString() ?? '').split(',').map((hop) => plainAddress(hop.trim()));
      const client = hops.findLast((hop) => !isTrusted(hop));
      return networkOf(client !== undefined && isIP(client) !== 0 ? client : peer);
    },
  };
}

function addTo(proxies: BlockList, entry: string): void {
  const [address = '', bits] = entry.split('/', 2);
  const most = isIPv6(address) ? 128 : 32;
  const prefix = bits === undefined ? most : Number(bits);
  if (isIP(address) === 0 || bits === '' || !Number.isInteger(prefix) || prefix < 0 || prefix > most)
    throw new Error(`${JSON.stringify(entry)} is no address or network such as 10.0.0.0/8`);
  proxies.addSubnet(address, prefix, familyOf(address));
}

const familyOf = (address: string): 'ipv4' | 'ipv6' => (isIPv6(address) ? 'ipv6' : 'ipv4');

/** IPv4 as such, also where the socket is of IPv6; without the zone of a link-local address. */
function plainAddress(address: string): string {
  const [unzoned = ''] = address.split('%', 1);
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(unzoned)?.[1];
  return mapped ?? unzoned;
}

/** The block of one customer of a network provider: an IPv4 address, or the first 64 bits of an IPv6 one. */
function networkOf(address: string): string {
  if (!isIPv6(address)) return address;
  const [head = '', tail] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::', 2);
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => '0');
  return `${[...before, ...zeros, ...after].slice(0, 4).join(':')}::/64`;
}
