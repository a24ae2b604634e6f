import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { systemClock } from '../../../local/clock.ts';
import { type Gateway, openGateway } from '../../../local/gateway/gateway.ts';
import { apiRoutes, siteOf } from '../../../local/runtime/site.ts';
import { lambdaRuntime } from '../support/lambda-runtime.ts';
import { rawRequest } from '../support/raw-request.ts';

const answered: string[] = [];
let gateway: Gateway;

beforeAll(async () => {
  const answer = async (event: unknown) => {
    const { httpMethod, path } = Object(event);
    answered.push(`${httpMethod} ${path}`);
    return { statusCode: 200, body: '{}' };
  };
  const authorizer = async (event: unknown) => {
    if (Object(event).headers.authorization !== 'Bearer good') throw new Error('Unauthorized');
    const Statement = [{ Effect: 'Allow', Action: 'execute-api:Invoke', Resource: '*' }];
    return { principalId: 'c1', policyDocument: { Statement } };
  };
  const names = [...new Set(apiRoutes.map((route) => route.function))];
  gateway = await openGateway({
    port: 0,
    routes: apiRoutes,
    ...siteOf({ publicBaseUrl: 'https://inquiries.example.com', allowedHosts: ['192.168.0.7', 'desk.lan:8080'] }),
    consoleFiles: (_, path) =>
      path.startsWith('/console/') ? { status: 200, headers: [], body: Buffer.from('console') } : undefined,
    authorizerFunction: 'authorizer',
    lambda: lambdaRuntime({ ...Object.fromEntries(names.map((name) => [name, answer])), authorizer }),
    clock: systemClock,
  });
});

beforeEach(() => {
  answered.length = 0;
});

afterAll(() => gateway.close());

const ask = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  rawRequest(gateway.url + path, { method, headers, ...(method === 'POST' ? { body: 'text=hello' } : {}) });
const statusOf = async (...request: Parameters<typeof ask>): Promise<number> => (await ask(...request)).status;

const bearer = { authorization: 'Bearer good' };
const id = '01JZ0000000000000000000000';
const evil = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' } as const;
const otherPort = {
  origin: 'http://localhost:8080',
  'sec-fetch-site': 'same-site',
  'sec-fetch-mode': 'no-cors',
} as const;
const visit = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' } as const;

describe('hosts', () => {
  const everywhere = ['/healthz', '/console/', '/s/token', '/v1/inquiries', '/nowhere'];

  test.each([
    'evil.example',
    'localhost.evil.example',
    '127.0.0.1.nip.io',
    'a.localhost',
    'localhost.',
    '2130706433',
    '0x7f000001',
    '0177.0.0.1',
    '127.1',
    '[::ffff:7f00:1]',
    '0.0.0.0',
    'inquiries.example.com.evil.example',
    'xinquiries.example.com',
    'desk.lan',
    'desk.lan:3000',
    '192.168.0.8',
    'localhost:x',
    'user@localhost',
  ])('%s is not served, whatever is asked', async (host) => {
    const statuses = await Promise.all(everywhere.map((path) => statusOf(path, { ...bearer, host })));
    const preflight = await statusOf(
      `/v1/inquiries/${id}/status`,
      { host, origin: `http://${host}`, 'access-control-request-method': 'GET' },
      'OPTIONS',
    );

    expect([...statuses, preflight]).toEqual([...everywhere, ''].map(() => 403));
    expect(answered).toEqual([]);
  });

  test.each([
    ['curl and SDKs', 'localhost:3000'],
    ['loopback in capitals', 'LocalHost'],
    ['an address of loopback', '127.0.0.1'],
    ['IPv6', '[::1]:3000'],
    ['a tunnel with a port of its own', 'localhost:9999'],
    ['the public address', 'inquiries.example.com'],
    ['the public address with its port', 'inquiries.example.com:443'],
    ['a phone on the network', '192.168.0.7:3000'],
    ['a name of the network on its port', 'desk.lan:8080'],
  ])('%s is served', async (_, host) => {
    const statuses = await Promise.all(['/healthz', '/console/', '/s/token'].map((path) => statusOf(path, { host })));

    expect(statuses).toEqual([200, 200, 200]);
  });

  test('of two hosts none is served, nor does an address in the request line stand for one', async () => {
    const answers = ['/healthz', '/console/'].map((path) => {
      const socket = connect(gateway.port, '127.0.0.1');
      socket.end(`GET ${path} HTTP/1.1\r\nHost: evil.example\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
      return text(socket);
    });
    const socket = connect(gateway.port, '127.0.0.1');
    socket.end('GET http://localhost/healthz HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n');

    expect((await Promise.all([...answers, text(socket)])).map((answer) => answer.slice(9, 12))).toEqual([
      '400',
      '400',
      '403',
    ]);
    expect(answered).toEqual([]);
  });
});

describe('a page elsewhere', () => {
  const pages = [
    ['of another site', evil],
    ['of another site in a browser of before', { origin: evil.origin }],
    ['on another port', otherPort],
    ['in a sandbox', { origin: 'null', 'sec-fetch-site': 'cross-site' }],
    ['in a sandbox of a browser of before', { origin: 'null' }],
    ['that poses as the site on another port', { origin: 'https://inquiries.example.com:8443' }],
    ['of a name that begins like the site’s', { origin: 'https://inquiries.example.com.evil.example' }],
    ['by WebSocket', { ...evil, 'sec-fetch-mode': 'websocket', connection: 'upgrade', upgrade: 'websocket' }],
  ] as const;

  test.each(pages)('%s changes nothing and reads nothing', async (_, headers) => {
    const form = { 'content-type': 'text/plain' };
    const statuses = await Promise.all([
      statusOf('/s/token', { ...headers, ...form }, 'POST'),
      statusOf('/s/token/messages', { ...headers, ...form }, 'POST'),
      statusOf('/r/token', { ...headers, ...form }, 'POST'),
      statusOf('/r/token', { ...headers, ...form, ...bearer }, 'POST'),
      statusOf('/v1/inquiries', { ...headers, ...form }, 'POST'),
      statusOf('/s/token', headers),
      statusOf('/healthz', headers),
      statusOf('/openapi.json', headers),
      statusOf('/console/', headers),
      statusOf('/nowhere', headers),
      statusOf('/v1/api-keys', { ...headers, 'access-control-request-method': 'POST' }, 'OPTIONS'),
    ]);

    expect(statuses).toEqual(statuses.map(() => 403));
    expect(answered).toEqual([]);
  });

  test.each([
    ['image', 'no-cors'],
    ['script', 'no-cors'],
    ['iframe', 'navigate'],
    ['object', 'navigate'],
    ['empty', 'cors'],
  ])('embeds no page as %s', async (dest, mode) => {
    const headers = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': mode, 'sec-fetch-dest': dest };

    expect(await Promise.all(['/s/token', '/r/token', '/console/'].map((path) => statusOf(path, headers)))).toEqual([
      403, 403, 403,
    ]);
  });
});

describe('who is let in', () => {
  test.each(['/s/token', '/r/token', '/console/', '/docs'])('a link to %s is followed from web mail', async (path) => {
    expect(await statusOf(path, visit)).toBe(200);
    expect(await statusOf(path, { 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate' })).toBe(200);
  });

  test.each([
    ['a program', {}],
    ['a page of the site', { origin: 'https://inquiries.example.com', 'sec-fetch-site': 'same-origin' }],
    ['a page of the site behind a proxy with a host of its own', { origin: 'https://inquiries.example.com' }],
    ['a page of the site on a phone, by plain HTTP', { origin: 'http://192.168.0.7:8080', host: '192.168.0.7:8080' }],
    ['a page of the site on a phone, through a proxy', { origin: 'http://desk.lan:8080' }],
    ['a page that tells its own site alone', { origin: 'null', 'sec-fetch-site': 'same-origin' }],
  ])('%s posts a form', async (_, headers) => {
    const type = { 'content-type': 'application/x-www-form-urlencoded' };

    expect(await statusOf('/r/token', { ...headers, ...type }, 'POST')).toBe(200);
    expect(answered).toEqual(['POST /r/token']);
  });

  test('a key is let in from any origin, and no other page reads the answer', async () => {
    const { status, headers } = await ask('/v1/inquiries', { ...evil, ...bearer });

    expect([status, headers['access-control-allow-origin']]).toEqual([200, undefined]);
    expect(await statusOf('/v1/inquiries', { ...evil, authorization: 'Bearer bad' })).toBe(401);
  });

  const openPaths = [
    ['GET', `/v1/inquiries/${id}/status`],
    ['POST', `/v1/inquiries/${id}/escalate`],
    ['POST', `/v1/inquiries/${id}/feedback`],
    ['POST', `/v1/inquiries/${id}/reopen`],
    ['POST', `/v1/inquiries/${id}/messages`],
  ] as const;

  test.each(openPaths)('a page of any origin calls %s %s with a status token', async (method, path) => {
    const preflight = await ask(
      path,
      { ...evil, 'access-control-request-method': method, 'access-control-request-headers': 'authorization' },
      'OPTIONS',
    );
    const answer = await ask(path, { ...evil, ...bearer }, method);
    const refused = await ask(path, { ...evil, authorization: 'Bearer bad' }, method);

    expect(preflight).toMatchObject({
      status: 204,
      headers: {
        'access-control-allow-origin': '*',
        'access-control-allow-methods': method,
        'access-control-allow-headers': expect.stringContaining('Authorization'),
      },
    });
    expect([answer.status, refused.status]).toEqual([200, 401]);
    for (const { headers } of [preflight, answer, refused]) {
      expect(headers['access-control-allow-origin']).toBe('*');
      expect(headers).not.toHaveProperty('access-control-allow-credentials');
    }
  });

  test('the methods beside them stay closed', async () => {
    const asked = { ...evil, 'access-control-request-method': 'DELETE' };

    expect(await statusOf(`/v1/inquiries/${id}/status`, asked, 'OPTIONS')).toBe(403);
  });
});
