import { isIPv4 } from 'node:net';

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
 * The names of loopback as browsers and clients write them. Numbers in other notations, a dot at the end and names below
 * `localhost` are not among them: nobody needs them, and each is a name that somebody else might answer for.
 */
export function isLoopbackHost(host: string | undefined): boolean {
  const name = parseHost(host ?? '')?.name;
  if (name === undefined) return false;
  return name === 'localhost' || name === '[::1]' || (isIPv4(name) && name.startsWith('127.'));
}
