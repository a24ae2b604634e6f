import net, { type Socket } from 'node:net';
import { type PostOptions, postWebhook, type Resolve } from '../../../functions/webhooks/post-webhook.ts';
import {
  openReceiver,
  openTlsReceiver,
  receiverCertificate,
  type WebhookReceiver,
} from '../../support/webhook-receiver.ts';

const loopback: Resolve = async () => [{ address: '127.0.0.1', family: 4 }];
const request = { headers: { 'content-type': 'application/json', 'webhook-id': 'msg_1' }, body: '{"id":"가"}' };

let receiver: WebhookReceiver;
let tlsReceiver: WebhookReceiver;
beforeAll(async () => {
  receiver = await openReceiver();
  tlsReceiver = await openTlsReceiver();
});
afterAll(async () => {
  await receiver.close();
  await tlsReceiver.close();
});
beforeEach(() => {
  receiver.answer(204);
  tlsReceiver.answer(204);
});

const post = (url: string, options: Partial<PostOptions> = {}) =>
  postWebhook({ ...request, url }, { allowedHosts: ['127.0.0.1'], ...options });
const toTls = (options: Partial<PostOptions> = {}) =>
  post(tlsReceiver.url, {
    allowedHosts: ['hooks.example.com'],
    resolve: loopback,
    ca: receiverCertificate,
    ...options,
  });

test('posts headers and body to the address that the resolver gave, by TLS for the name of the URL', async () => {
  const outcome = await toTls();

  expect(outcome).toEqual({ kind: 'answered', status: 204, retryAfter: undefined });
  expect(tlsReceiver.received.at(-1)).toMatchObject({ headers: request.headers, body: request.body });
  expect(tlsReceiver.received.at(-1)?.headers.host).toBe(new URL(tlsReceiver.url).host);
});

test('refuses a certificate that nobody it trusts has signed', async () => {
  const outcome = await post(tlsReceiver.url, { allowedHosts: ['hooks.example.com'], resolve: loopback });

  expect(outcome).toEqual({ kind: 'unanswered', fault: 'tls_failed' });
});

test('sends nothing to a host of which one address is inside', async () => {
  const before = tlsReceiver.received.length;
  const resolve: Resolve = async () => [
    { address: '93.184.216.34', family: 4 },
    { address: '127.0.0.1', family: 4 },
  ];

  const outcome = await toTls({ allowedHosts: [], resolve });

  expect(outcome).toEqual({ kind: 'unanswered', fault: 'address_refused' });
  expect(tlsReceiver.received).toHaveLength(before);
});

test('asks for the addresses once, so that a name that changes between check and connection changes nothing', async () => {
  let asked = 0;
  const resolve: Resolve = async () => {
    asked += 1;
    return [{ address: asked === 1 ? '127.0.0.1' : '127.0.0.2', family: 4 }];
  };

  const outcome = await toTls({ resolve });

  expect(outcome).toMatchObject({ status: 204 });
  expect(asked).toBe(1);
});

test.each([
  ['by plain HTTP', (url: string) => url],
  ['at an inner address', (url: string) => url.replace('http:', 'https:')],
  ['with a password', (url: string) => url.replace('//', '//me:secret@')],
])('sends nothing %s where the host is not allowed', async (_, change) => {
  const before = receiver.received.length;

  const outcome = await post(change(receiver.url), { allowedHosts: [] });

  expect(outcome).toEqual({ kind: 'unanswered', fault: 'url_refused' });
  expect(receiver.received).toHaveLength(before);
});

test('follows no redirect', async () => {
  const target = await openReceiver();
  receiver.answer((response) => response.writeHead(307, { location: target.url }).end());

  const outcome = await post(receiver.url);

  expect(outcome).toMatchObject({ status: 307 });
  expect(target.received).toEqual([]);
  await target.close();
});

test('tells Retry-After as it came', async () => {
  receiver.answer((response) => response.writeHead(503, { 'retry-after': '120' }).end());

  expect(await post(receiver.url)).toEqual({ kind: 'answered', status: 503, retryAfter: '120' });
});

test('reads no more than a little of an answer that never ends', async () => {
  receiver.answer((response) => {
    const endless = setInterval(() => response.write('x'.repeat(512)), 1);
    response.writeHead(200).once('close', () => clearInterval(endless));
  });

  expect(await post(receiver.url)).toMatchObject({ status: 200 });
});

test('a receiver that takes the request and says nothing is given up after the time for everything', async () => {
  receiver.answer(() => {});

  expect(await post(receiver.url, { timeoutSeconds: 0.05 })).toEqual({ kind: 'unanswered', fault: 'timeout' });
});

test('a resolver that hangs is given up as well', async () => {
  const resolve: Resolve = () => new Promise(() => {});

  expect(await toTls({ resolve, timeoutSeconds: 0.05 })).toEqual({ kind: 'unanswered', fault: 'timeout' });
});

test('a host without addresses is told as unknown', async () => {
  expect(await toTls({ resolve: async () => [] })).toEqual({ kind: 'unanswered', fault: 'host_unknown' });
});

test('a port where nobody listens is a failed connection', async () => {
  const gone = await openReceiver();
  await gone.close();

  expect(await post(gone.url)).toEqual({ kind: 'unanswered', fault: 'connection_failed' });
});

test('an answer that is no HTTP is a failed connection', async () => {
  const server = net.createServer((socket: Socket) => socket.resume().end('SSH-2.0-OpenSSH\r\n'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;

  expect(await post(`http://127.0.0.1:${port}/`)).toEqual({ kind: 'unanswered', fault: 'connection_failed' });
  await new Promise((resolve) => server.close(resolve));
});

test('a receiver that only ever says that it goes on is given up', async () => {
  receiver.answer((response) => {
    for (let count = 0; count < 100; count += 1) response.writeProcessing();
    response.writeHead(204).end();
  });

  expect(await post(receiver.url)).toEqual({ kind: 'unanswered', fault: 'connection_failed' });
});

describe('a port of the system itself', () => {
  const ownPort = () => Number(new URL(receiver.url).port);

  test.each([
    'localhost',
    '127.0.0.1',
    '127.9.8.7',
    '127.1',
    '2130706433',
    '0177.0.0.1',
    '0x7f.1',
    '0.0.0.0',
    '[::1]',
    '[::]',
    '[::ffff:127.0.0.1]',
    '[::ffff:0.0.0.0]',
  ])('is not reached by %s, although the host is allowed', async (name) => {
    const url = `http://${name}:${ownPort()}/hook`;
    const { hostname } = new URL(url);
    const before = receiver.received.length;

    const outcome = await post(url, { allowedHosts: [hostname.replace(/^\[|\]$/g, '')], ownPorts: [ownPort()] });

    expect(outcome).toEqual({ kind: 'unanswered', fault: 'url_refused' });
    expect(receiver.received).toHaveLength(before);
  });

  test.each(['127.0.0.1', '127.44.3.2', '::1', '::ffff:127.0.0.1', '0.0.0.0'])(
    'is not reached by a name that leads to %s, nor by the machine’s own',
    async (address) => {
      const resolve: Resolve = async () => [
        { address: '93.184.216.34', family: 4 },
        { address, family: address.includes(':') ? 6 : 4 },
      ];
      const own = { allowedHosts: ['hooks.example.com'], ownPorts: [ownPort()], resolve };
      const before = receiver.received.length;

      const outcome = await post(`http://hooks.example.com:${ownPort()}/hook`, own);

      expect(outcome).toEqual({ kind: 'unanswered', fault: 'address_refused' });
      expect(receiver.received).toHaveLength(before);
    },
  );

  test('a redirect to it is not followed', async () => {
    const before = tlsReceiver.received.length;
    receiver.answer((response) => response.writeHead(307, { location: tlsReceiver.url }).end());

    const outcome = await post(receiver.url, { ownPorts: [Number(new URL(tlsReceiver.url).port)] });

    expect(outcome).toMatchObject({ kind: 'answered', status: 307 });
    expect(tlsReceiver.received).toHaveLength(before);
  });

  test('others of the machine are reached', async () => {
    expect(await post(receiver.url, { ownPorts: [ownPort() - 1] })).toMatchObject({ kind: 'answered', status: 204 });
  });
});
