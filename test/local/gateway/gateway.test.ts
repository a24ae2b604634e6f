import { Agent, request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { createFaults } from '../../../local/aws/faults.ts';
import { type Gateway, openGateway } from '../../../local/gateway/gateway.ts';
import type { LambdaHandler } from '../../../local/lambda/run-handler.ts';
import { createVirtualClock } from '../../../local/virtual-clock.ts';
import { lambdaRuntime } from '../support/lambda-runtime.ts';

const clock = createVirtualClock();
const faults = createFaults({ clock });
const authorizerCalls: unknown[] = [];

const allow = (context: object, effect = 'Allow') => ({
  principalId: 'company-1',
  policyDocument: {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: effect,
        Action: 'execute-api:Invoke',
        Resource: 'arn:aws:execute-api:us-east-1:000000000000:*/*/GET/*',
      },
    ],
  },
  context,
});

const lambda = lambdaRuntime(
  {
    echo: async (event) => ({ statusCode: 200, body: JSON.stringify(event) }),
    headers: async () => ({
      statusCode: 201,
      headers: { 'Content-Type': 'text/html', 'X-One': 'a', 'content-length': '999' },
      multiValueHeaders: { 'Set-Cookie': ['a=1', 'b=2'] },
      body: Buffer.from('<p>').toString('base64'),
      isBase64Encoded: true,
    }),
    authorizer: async (event) => {
      authorizerCalls.push(event);
      const { authorization } = Object(event).headers;
      if (authorization === 'Bearer bad') throw new Error('Unauthorized');
      if (authorization === 'Bearer broken') throw new Error('database down');
      if (authorization === 'Bearer empty') return {};
      return allow({ companyId: 'c1', limit: 5 }, authorization === 'Bearer denied' ? 'Deny' : 'Allow');
    },
    malformed: async () => ({ status: 200 }),
    splitting: async () => ({ statusCode: 200, headers: { 'x-a': 'b\r\nset-cookie: evil=1' } }),
    failing: async () => {
      throw new TypeError('secret text');
    },
    ended: async () => {
      throw Object.assign(new Error('secret text'), { name: 'Runtime.ExitError' });
    },
    notModified: async () => ({ statusCode: 304, headers: { etag: '"1"' } }),
    slow: () => new Promise(() => {}),
  },
  { clock, faults, timeoutSeconds: 900 },
);

const routes = [
  ['GET', '/v1/things', 'echo', 'authorizer'],
  ['POST', '/v1/things', 'echo', 'authorizer'],
  ['GET', '/v1/things/{thingId}/parts/{partId}', 'echo', 'none'],
  ['GET', '/v1/things/special/parts/{partId}', 'headers', 'none'],
  ['POST', '/open', 'echo', 'none'],
  ['GET', '/headers', 'headers', 'none'],
  ['GET', '/malformed', 'malformed', 'none'],
  ['GET', '/splitting', 'splitting', 'none'],
  ['GET', '/failing', 'failing', 'none'],
  ['GET', '/ended', 'ended', 'none'],
  ['GET', '/missing', 'not-there', 'none'],
  ['GET', '/not-modified', 'notModified', 'none'],
  ['GET', '/slow', 'slow', 'none'],
] as const;

let gateway: Gateway;

beforeAll(async () => {
  gateway = await openGateway({
    port: 0,
    routes: routes.map(([method, path, name, auth]) => ({ method, path, function: name, auth })),
    authorizerFunction: 'authorizer',
    lambda,
    clock,
  });
});

beforeEach(() => {
  authorizerCalls.length = 0;
});

afterEach(() => faults.clear());

afterAll(() => gateway.close());

const get = (path: string, headers: Record<string, string> = {}) => fetch(gateway.url + path, { headers });
const json = async (response: Response): Promise<Record<string, unknown>> => Object(await response.json());

describe('the event of a proxy integration', () => {
  test('has decoded path parameters and repeated query values', async () => {
    const event = await json(await get('/v1/things/a%2Fb/parts/%ED%95%9C?x=1&x=2&y=%20'));

    expect(event).toMatchObject({
      resource: '/v1/things/{thingId}/parts/{partId}',
      path: '/v1/things/a%2Fb/parts/%ED%95%9C',
      httpMethod: 'GET',
      pathParameters: { thingId: 'a/b', partId: '한' },
      queryStringParameters: { x: '2', y: ' ' },
      multiValueQueryStringParameters: { x: ['1', '2'], y: [' '] },
      stageVariables: null,
      body: null,
      isBase64Encoded: false,
    });
  });

  test('has the request context', async () => {
    const { requestContext, headers } = await json(await get('/v1/things/a/parts/b', { 'User-Agent': 'agent/1' }));

    expect(requestContext).toMatchObject({
      resourcePath: '/v1/things/{thingId}/parts/{partId}',
      stage: 'local',
      path: '/local/v1/things/a/parts/b',
      requestTime: '05/Jan/2026:09:00:00 +0000',
      requestTimeEpoch: Date.UTC(2026, 0, 5, 9),
      requestId: expect.stringMatching(/^[\da-f-]{36}$/),
      identity: { sourceIp: '127.0.0.1', userAgent: 'agent/1' },
    });
    expect(headers).toMatchObject({ 'X-Forwarded-For': '127.0.0.1' });
  });

  test('has a text body as it is and a binary one as base64', async () => {
    const post = async (type: string, body: Uint8Array<ArrayBuffer>) =>
      json(await fetch(`${gateway.url}/open`, { method: 'POST', headers: { 'content-type': type }, body }));

    expect(await post('application/json', Buffer.from('{"글":1}'))).toMatchObject({
      body: '{"글":1}',
      isBase64Encoded: false,
    });
    expect(await post('image/png', Buffer.from([0, 255]))).toMatchObject({ body: 'AP8=', isBase64Encoded: true });
  });
});

describe('the response', () => {
  test('has repeated headers, its own type and a decoded body', async () => {
    const response = await get('/headers');

    expect(response.status).toBe(201);
    expect(response.headers.get('content-type')).toBe('text/html');
    expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    expect(response.headers.get('content-length')).toBe('3');
    expect(await response.text()).toBe('<p>');
  });

  test('is JSON when the function names no type', async () => {
    expect((await get('/v1/things/a/parts/b')).headers.get('content-type')).toBe('application/json');
  });

  test('has no body with 304', async () => {
    const response = await get('/not-modified');

    expect(response.status).toBe(304);
    expect(response.headers.get('etag')).toBe('"1"');
    expect(response.headers.has('content-length')).toBe(false);
  });

  test('of HEAD has the headers of GET and no body', async () => {
    const response = await fetch(`${gateway.url}/headers`, { method: 'HEAD' });

    expect(response.status).toBe(201);
    expect(response.headers.get('content-length')).toBe('3');
    expect(await response.text()).toBe('');
  });
});

describe('routing', () => {
  test('prefers a literal segment to a parameter', async () => {
    expect((await get('/v1/things/special/parts/1')).status).toBe(201);
  });

  test.each([
    ['/nothing', 404, 'not_found'],
    ['/v1/things/', 404, 'not_found'],
    ['/v1/things//parts/1', 404, 'not_found'],
    ['/v1/things/%E0%A4%A/parts/1', 400, 'bad_request'],
  ])('%s is %i %s', async (path, status, code) => {
    const response = await get(path);

    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(await response.json()).toEqual({
      type: 'about:blank',
      title: expect.any(String),
      status,
      code,
      detail: expect.any(String),
      requestId: response.headers.get('x-amzn-requestid'),
    });
  });

  test('says which methods a path takes', async () => {
    const response = await fetch(`${gateway.url}/v1/things`, { method: 'DELETE' });

    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('GET, POST, HEAD');
    expect(await response.json()).toMatchObject({ code: 'method_not_allowed' });
  });
});

describe('the authorizer', () => {
  test('is not called without an Authorization header', async () => {
    const response = await get('/v1/things');

    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toBe('Bearer');
    expect(await response.json()).toMatchObject({ code: 'unauthorized' });
    expect(authorizerCalls).toEqual([]);
  });

  test('gets the request and gives its context, as strings, to the function', async () => {
    const event = await json(await get('/v1/things', { authorization: 'Bearer event' }));

    expect(authorizerCalls).toMatchObject([
      {
        type: 'REQUEST',
        methodArn: 'arn:aws:execute-api:us-east-1:000000000000:local/local/GET/v1/things',
        httpMethod: 'GET',
        resource: '/v1/things',
        headers: { authorization: 'Bearer event' },
      },
    ]);
    expect(event).toMatchObject({
      requestContext: { authorizer: { principalId: 'company-1', companyId: 'c1', limit: '5' } },
    });
  });

  test.each([
    ['Bearer bad', 401, 'unauthorized'],
    ['Bearer denied', 403, 'forbidden'],
    ['Bearer broken', 500, 'internal'],
    ['Bearer empty', 500, 'internal'],
  ])('%s is %i %s', async (authorization, status, code) => {
    const response = await get('/v1/things', { authorization });

    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ code });
  });

  test('is asked again only after its policy has expired', async () => {
    const headers = { authorization: 'Bearer cached' };
    await get('/v1/things', headers);
    await get('/v1/things', headers);
    expect(authorizerCalls).toHaveLength(1);

    await clock.advance(60_000);
    await get('/v1/things', headers);

    expect(authorizerCalls).toHaveLength(2);
  });

  test('its cached policy decides on other methods too', async () => {
    const headers = { authorization: 'Bearer get-only' };
    await get('/v1/things', headers);

    const response = await fetch(`${gateway.url}/v1/things`, { method: 'POST', headers });

    expect(response.status).toBe(403);
    expect(authorizerCalls).toHaveLength(1);
  });
});

describe('a function that fails', () => {
  test.each([
    ['/malformed', 502, 'bad_gateway'],
    ['/splitting', 502, 'bad_gateway'],
    ['/failing', 502, 'bad_gateway'],
    ['/ended', 503, 'unavailable'],
    ['/missing', 500, 'internal'],
  ])('%s is %i %s and says nothing of the reason', async (path, status, code) => {
    const response = await get(path);
    const text = await response.text();

    expect(response.status).toBe(status);
    expect(JSON.parse(text)).toMatchObject({ code });
    expect(text).not.toContain('secret');
  });

  test.each(['error', 'throttle', 'lose_response'] as const)(
    'a call that meets a fault may be made again: %s',
    async (kind) => {
      faults.set([{ service: 'lambda', kind, times: 1 }]);

      const response = await get('/headers');

      expect(response.status).toBe(503);
      expect(response.headers.get('retry-after')).toMatch(/^[1-9][0-9]*$/);
    },
  );

  test('one whose thread ended under it may be asked again', async () => {
    expect((await get('/ended')).headers.get('retry-after')).toMatch(/^[1-9][0-9]*$/);
  });

  test('one that takes longer than 29 seconds is 504', async () => {
    const pending = get('/slow');
    while (clock.pendingCount === 0) await new Promise((resolve) => setImmediate(resolve));
    await clock.advance(29_000);
    const response = await pending;

    expect(response.status).toBe(504);
    expect(await response.json()).toMatchObject({ code: 'timeout' });
  });
});

describe('limits', () => {
  const post = (body: Uint8Array<ArrayBuffer>) =>
    fetch(`${gateway.url}/open`, { method: 'POST', headers: { 'content-type': 'text/plain' }, body });

  test('a body above 10 MB is 413', async () => {
    const response = await post(Buffer.alloc(10 * 1024 * 1024 + 1, 'a'));

    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({ code: 'payload_too_large' });
  });

  test('a chunked body above 10 MB is 413', async () => {
    const status = await new Promise((resolve, reject) => {
      const request = httpRequest(`${gateway.url}/open`, { method: 'POST', agent: new Agent() }, (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      request.on('error', reject);
      for (let part = 0; part < 11; part += 1) request.write(Buffer.alloc(1024 * 1024));
      request.end();
    });

    expect(status).toBe(413);
  });

  test('an event above the 6 MB of Lambda is 413', async () => {
    const response = await post(Buffer.alloc(7 * 1024 * 1024, 'a'));

    expect(response.status).toBe(413);
  });
});

describe('ambiguous requests', () => {
  const exchange = (text: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const socket = connect(gateway.port, '127.0.0.1', () => socket.write(text));
      let answer = '';
      socket.setEncoding('latin1').on('data', (chunk) => {
        answer += chunk;
      });
      socket.on('end', () => resolve(answer)).on('error', reject);
    });
  const send = (headers: readonly string[], body = '') =>
    exchange(['POST /open HTTP/1.1', 'Host: localhost', 'Connection: close', ...headers, '', body].join('\r\n'));

  test.each([
    ['two Authorization headers', ['Authorization: Bearer a', 'authorization: Bearer b', 'Content-Length: 0'], ''],
    ['two Content-Length headers', ['Content-Length: 1', 'Content-Length: 2'], 'ab'],
    ['Transfer-Encoding with Content-Length', ['Transfer-Encoding: chunked', 'Content-Length: 5'], '0\r\n\r\n'],
    ['two Host headers', ['Host: other', 'Content-Length: 0'], ''],
    ['headers above 10 KB', [`X-Long: ${'a'.repeat(11_000)}`, 'Content-Length: 0'], ''],
  ])('%s are refused with 400', async (_, headers, body) => {
    const answer = await send(headers, body);

    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).toContain('"code":"bad_request"');
  });
});

test('close waits for the request in flight', async () => {
  const gate = Promise.withResolvers<void>();
  const entered = Promise.withResolvers<void>();
  const runtime = lambdaRuntime({
    gated: async () => {
      entered.resolve();
      await gate.promise;
      return { statusCode: 200, body: 'done' };
    },
  });
  const own = await openGateway({
    port: 0,
    routes: [{ method: 'GET', path: '/', function: 'gated', auth: 'none' }],
    authorizerFunction: 'none',
    lambda: runtime,
    clock,
  });

  const pending = fetch(own.url);
  await entered.promise;
  const closed = own.close();
  gate.resolve();

  expect(await (await pending).text()).toBe('done');
  await closed;
  await expect(fetch(own.url)).rejects.toThrow();
});

describe('too much work', () => {
  const gate = Promise.withResolvers<void>();
  const news = Promise.withResolvers<void>();
  const runtime = lambdaRuntime({
    held: async () => {
      await gate.promise;
      return { statusCode: 200, body: 'done' };
    },
    quick: async () => ({ statusCode: 200, body: 'quick' }),
    polled: async () => {
      await news.promise;
      return { statusCode: 200, body: 'news' };
    },
    authorizer: async () => {
      const Statement = [{ Effect: 'Allow', Action: 'execute-api:Invoke', Resource: '*' }];
      return { principalId: 'key', policyDocument: { Version: '2012-10-17', Statement }, context: { companyId: 'c1' } };
    },
  });
  const headers = { authorization: 'Bearer good' };
  let busy: Gateway;
  let heldAnswers: Promise<Response>[];

  beforeAll(async () => {
    busy = await openGateway({
      port: 0,
      routes: [
        { method: 'POST', path: '/work', function: 'held', auth: 'authorizer', bringsWork: true },
        { method: 'GET', path: '/look', function: 'quick', auth: 'authorizer' },
        { method: 'GET', path: '/wait', function: 'polled', auth: 'authorizer' },
      ],
      authorizerFunction: 'authorizer',
      lambda: runtime,
      clock,
      mostRunning: 2,
    });
    heldAnswers = [bring(), bring()];
    while (runtime.runningCount < 2) await new Promise((resolve) => setImmediate(resolve));
  });
  afterAll(() => busy.close());

  const bring = () => fetch(`${busy.url}/work`, { method: 'POST', headers, body: 'x'.repeat(100_000) });

  test('new work is refused with 503 and when to come again', async () => {
    const response = await bring();

    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('2');
    expect(await response.json()).toMatchObject({ code: 'unavailable' });
  });

  test('what brings no work is still answered', async () => {
    expect(await (await fetch(`${busy.url}/look`, { headers })).text()).toBe('quick');
  });

  test('what was accepted ends, and then new work is taken again', async () => {
    gate.resolve();

    expect(await Promise.all(heldAnswers.map(async (answer) => (await answer).text()))).toEqual(['done', 'done']);
    expect((await bring()).status).toBe(200);
  });

  test('requests that only wait for news keep no work out', async () => {
    const polls = Array.from({ length: 4 }, () => fetch(`${busy.url}/wait`, { headers }));
    while (runtime.runningCount < 4) await new Promise((resolve) => setImmediate(resolve));

    expect((await bring()).status).toBe(200);

    news.resolve();
    for (const poll of polls) expect(await (await poll).text()).toBe('news');
  });
});

describe('an authorizer', () => {
  const openWith = (authorizer: LambdaHandler) =>
    openGateway({
      port: 0,
      routes: [{ method: 'GET', path: '/', function: 'quick', auth: 'authorizer' }],
      authorizerFunction: 'authorizer',
      lambda: lambdaRuntime({ authorizer, quick: async () => ({ statusCode: 200, body: 'quick' }) }),
      clock,
    });
  const ask = ({ url }: Gateway) => fetch(url, { headers: { authorization: 'Bearer a' } });

  test.each([
    ['TimeoutError', 503, 'unavailable'],
    ['TypeError', 500, 'internal'],
  ])('that fails with %s makes the request a %i %s', async (name, status, code) => {
    const failing = await openWith(async () => {
      throw Object.assign(new Error('secret'), { name });
    });

    const response = await ask(failing);

    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ code });
    await failing.close();
  });

  test('is asked once by all who come with the same identity at the same time', async () => {
    const gate = Promise.withResolvers<void>();
    const calls: unknown[] = [];
    const own = await openWith(async (event) => {
      calls.push(event);
      await gate.promise;
      throw new Error('Unauthorized');
    });

    const socket = connect(own.port, '127.0.0.1').setEncoding('utf8');
    const request = 'GET / HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer a\r\n';
    socket.write(`${request}\r\n${request}\r\n${request}Connection: close\r\n\r\n`);
    while (calls.length === 0) await new Promise((resolve) => setImmediate(resolve));
    gate.resolve();
    let answers = '';
    for await (const chunk of socket) answers += chunk;

    expect(answers.match(/HTTP\/1.1 401/g)).toHaveLength(3);
    expect(calls).toHaveLength(1);
    await own.close();
  });
});
