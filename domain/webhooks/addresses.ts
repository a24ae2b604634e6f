import { BlockList, isIP } from 'node:net';

/**
 * IPv4 that is no public host: IANA's special-purpose registry, multicast and class E, and one address outside them
 * at which a cloud serves its metadata (Azure). The others serve it link-local.
 */
const refusedIpv4: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['168.63.129.16', 32],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
];

/**
 * Inside global unicast: protocol assignments with Teredo, documentation, and 6to4, which wraps IPv4.
 */
const refusedIpv6: readonly (readonly [string, number])[] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
];

const refused = new BlockList();
for (const [network, bits] of refusedIpv4) refused.addSubnet(network, bits, 'ipv4');
for (const [network, bits] of refusedIpv6) refused.addSubnet(network, bits, 'ipv6');

const globalIpv6 = new BlockList();
globalIpv6.addSubnet('2000::', 3, 'ipv6');

/**
 * True for every address that a webhook must not reach: private, loopback, link-local, carrier-grade NAT, multicast,
 * metadata, unique-local, IPv4 inside IPv6 in all its forms, and anything that is no address. IPv6 is allowed by range
 * (global unicast), IPv4 by exclusion.
 */
export function isRefusedAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return refused.check(address, 'ipv4');
    case 6:
      return address.includes('%') || !globalIpv6.check(address, 'ipv6') || refused.check(address, 'ipv6');
    default:
      return true;
  }
}

/** Addresses that a socket treats as this machine, without those of its networks. */
const own = new BlockList();
own.addSubnet('127.0.0.0', 8, 'ipv4');
own.addSubnet('0.0.0.0', 8, 'ipv4');
// Unspecified, loopback, and IPv4 in its oldest form.
own.addSubnet('::', 96, 'ipv6');

/** True for an address of loopback or the unspecified one, in every form, IPv4 inside IPv6 among them. */
export function isOwnAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 0) return false;
  const [withoutZone = ''] = address.split('%', 1);
  return own.check(withoutZone, family === 4 ? 'ipv4' : 'ipv6');
}

/** The port of an HTTP address, also where the scheme implies it. */
export const portOf = ({ port, protocol }: URL): number =>
  port !== '' ? Number(port) : protocol === 'https:' ? 443 : 80;
