import { createServer, type IncomingMessage } from 'node:http';
import { listen } from '../../../local/aws/http-server.ts';
import { createClientAddresses } from '../../../local/gateway/client-address.ts';

/** The address that a server on 127.0.0.1 finds for a request with this X-Forwarded-For. */
async function addressFor(forwarded: string | undefined, trustedProxies: readonly string[]): Promise<string> {
  const addresses = createClientAddresses(trustedProxies);
  const server = createServer((incoming: IncomingMessage, response) => response.end(addresses.of(incoming)));
  const { url } = await listen(server, { port: 0, host: '127.0.0.1' });
  try {
    const headers: Record<string, string> = { connection: 'close' };
    if (forwarded !== undefined) headers['x-forwarded-for'] = forwarded;
    return await (await fetch(url, { headers })).text();
  } finally {
    server.close();
  }
}

test.each<[string | undefined, readonly string[], string]>([
  [undefined, [], '127.0.0.1'],
  ['192.0.2.7', [], '127.0.0.1'],
  ['192.0.2.7', ['10.0.0.0/8'], '127.0.0.1'],
  ['192.0.2.7', ['127.0.0.1'], '192.0.2.7'],
  ['203.0.113.9, 192.0.2.7', ['127.0.0.1'], '192.0.2.7'],
  ['192.0.2.7, 10.1.2.3', ['127.0.0.0/8', '10.0.0.0/8'], '192.0.2.7'],
  ['::ffff:192.0.2.7', ['127.0.0.1'], '192.0.2.7'],
  ['2001:db8:1:2:3:4:5:6', ['127.0.0.1'], '2001:db8:1:2::/64'],
  ['2001:DB8:1:2::9', ['127.0.0.1'], '2001:db8:1:2::/64'],
  ['2001:db8::9', ['127.0.0.1'], '2001:db8:0:0::/64'],
  ['fe80::1%eth0', ['127.0.0.1'], 'fe80:0:0:0::/64'],
  ['unknown', ['127.0.0.1'], '127.0.0.1'],
  ['', ['127.0.0.1'], '127.0.0.1'],
  ['10.1.2.3', ['127.0.0.1', '10.0.0.0/8'], '127.0.0.1'],
])('X-Forwarded-For %j behind the trusted %j is of %s', async (forwarded, proxies, expected) => {
  expect(await addressFor(forwarded, proxies)).toBe(expected);
});

test.each(['proxy.example', '10.0.0.0/33', '10.0.0.0/', '10.0.0/8', '::1/129', ''])(
  'the trusted proxy %j is refused',
  (entry) => {
    expect(() => createClientAddresses([entry])).toThrow(/is no address or network/);
  },
);
