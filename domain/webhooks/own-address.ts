import { BlockList, isIP } from 'node:net';

/** What a socket takes for this machine, without asking which addresses it has on its networks. */
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
