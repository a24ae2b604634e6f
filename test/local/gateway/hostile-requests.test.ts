import { connect } from 'node:net';
import { jsonLog } from '../../../local/aws/log.ts';
import { systemClock } from '../../../local/clock.ts';
import { type Gateway, openGateway } from '../../../local/gateway/gateway.ts';
import { loggedBy } from '../../support/logged-lines.ts';
import { lambdaRuntime } from '../support/lambda-runtime.ts';

const calls: unknown[] = [];
let gateway: Gateway;

beforeAll(async () => {
  const echo = async (event: unknown) => {
    calls.push(event);
    return { statusCode: 200, body: JSON.stringify(event) };
  };
  gateway = await openGateway({
    port: 0,
    routes: [
      { method: 'POST', path: '/open', function: 'echo', auth: 'none' },
      { method: 'GET', path: '/open', function: 'echo', auth: 'none' },
      { method: 'GET', path: '/v1/things/{thingId}', function: 'echo', auth: 'none' },
    ],
    authorizerFunction: 'none',
    lambda: lambdaRuntime({ echo }),
    clock: systemClock,
    log: jsonLog('debug'),
  });
});

beforeEach(() => {
  calls.length = 0;
});

afterAll(() => gateway.close());

/** What comes back until the connection is closed. */
function exchange(lines: readonly string[]): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(gateway.port, '127.0.0.1', () => socket.write(lines.join('\r\n'), 'latin1'));
    let answer = '';
    socket.setEncoding('latin1').on('data', (chunk) => {
      answer += chunk;
    });
    socket.on('error', () => {}).on('close', () => resolve(answer));
  });
}

const quietly = async (lines: readonly string[]): Promise<string> => {
  let answer = '';
  await loggedBy(async () => {
    answer = await exchange(lines);
  });
  return answer;
};

const statusOf = (answer: string): number => Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1]);
const smuggled = ['GET /v1/things/smuggled HTTP/1.1', 'Host: a', 'Connection: close', '', ''];
const post = (headers: readonly string[], body: readonly string[]): readonly string[] => [
  'POST /open HTTP/1.1',
  'Host: a',
  ...headers,
  '',
  ...body,
];

describe('a request whose end is in doubt is refused, and nothing behind it is taken for a request', () => {
  test.each<[string, readonly string[]]>([
    ['a transfer coding after chunked', post(['Transfer-Encoding: chunked, identity'], ['0', '', ...smuggled])],
    ['an unknown transfer coding', post(['Transfer-Encoding: xchunked'], ['0', '', ...smuggled])],
    [
      'two Transfer-Encoding headers',
      post(['Transfer-Encoding: chunked', 'Transfer-Encoding: identity'], ['0', '', ...smuggled]),
    ],
    ['a blank before the colon', post(['Transfer-Encoding : chunked'], ['0', '', ...smuggled])],
    ['a chunk size that is none', post(['Transfer-Encoding: chunked'], ['zz', 'a', '0', '', ...smuggled])],
    ['a chunk size beyond 64 bits', post(['Transfer-Encoding: chunked'], ['fffffffffffffffff0', 'a', ...smuggled])],
    ['a chunk longer than its size', post(['Transfer-Encoding: chunked'], ['1', 'abc', '0', '', ...smuggled])],
    ['a Content-Length with a sign', post(['Content-Length: +5'], ['hello', ...smuggled])],
    ['a Content-Length in hexadecimal', post(['Content-Length: 0x5'], ['hello', ...smuggled])],
    ['a Content-Length that is a list', post(['Content-Length: 5, 5'], ['hello', ...smuggled])],
    ['two equal Content-Length headers', post(['Content-Length: 0', 'Content-Length: 0'], [...smuggled])],
    ['a header folded over two lines', post(['X-Folded: a', ' Content-Length: 5', 'Content-Length: 0'], [...smuggled])],
    ['a header without a name', post([': a', 'Content-Length: 0'], [...smuggled])],
    ['a blank in a header name', post(['X Y: a', 'Content-Length: 0'], [...smuggled])],
    ['a NUL in a header', post(['X-Y: a\0b', 'Content-Length: 0'], [...smuggled])],
    ['a bare CR in a header', post(['X-Y: a\rContent-Length: 9', 'Content-Length: 0'], [...smuggled])],
    ['a method that there is not', ['FOO /open HTTP/1.1', 'Host: a', '', ...smuggled]],
    ['a newline in the path', ['GET /open\nX-Y: a HTTP/1.1', 'Host: a', '', ...smuggled]],
    ['the preface of HTTP/2', ['PRI * HTTP/2.0', '', 'SM', '', ...smuggled]],
  ])('%s', async (_, lines) => {
    const answer = await quietly(lines);

    expect(statusOf(answer)).toBe(400);
    expect(answer).toContain('"code":"bad_request"');
    expect(answer.match(/HTTP\/1\.1 /g)).toHaveLength(1);
    expect(calls).toEqual([]);
  });
});

describe('the request line', () => {
  const get = (target: string, method = 'GET') =>
    quietly([`${method} ${target} HTTP/1.1`, 'Host: a', 'Connection: close', '', '']);

  test.each([
    ['/v1/things/%2e%2e', '..'],
    ['/v1/things/..%2f..%2fopen', '../../open'],
    ['/v1/things/a;b=c', 'a;b=c'],
    ['/v1/things/a%00b', 'a\0b'],
    ['/v1/things/%5c', '\\'],
  ])('%s is one segment, which nothing resolves', async (target, thingId) => {
    expect(statusOf(await get(target))).toBe(200);
    expect(calls).toMatchObject([{ resource: '/v1/things/{thingId}', pathParameters: { thingId } }]);
  });

  test.each([
    ['/v1/things/../../open', 'GET', 404],
    ['/v1/./things/a', 'GET', 404],
    ['//v1/things/a', 'GET', 404],
    ['http://elsewhere.example.com/open', 'GET', 404],
    ['/open', 'TRACE', 405],
    ['*', 'OPTIONS', 404],
    [`/open?${'a'.repeat(11_000)}`, 'GET', 400],
  ])('%.30s with %s is %i', async (target, method, status) => {
    expect(statusOf(await get(target, method))).toBe(status);
    expect(calls).toEqual([]);
  });

  test('CONNECT opens no tunnel', async () => {
    expect(await get('example.com:443', 'CONNECT')).not.toContain('200');
  });
});

test('HTTP/1.1 without a Host header is refused in the form of every other error', async () => {
  const answer = await quietly(['GET /open HTTP/1.1', 'Connection: close', '', '']);

  expect(statusOf(answer)).toBe(400);
  expect(answer).toContain('"code":"bad_request"');
  expect(calls).toEqual([]);
});

test('HTTP/1.0 is answered, and the connection closed', async () => {
  const answer = await quietly(['GET /open HTTP/1.0', '', '']);

  expect(statusOf(answer)).toBe(200);
  expect(answer.toLowerCase()).toContain('connection: close');
});

test('names of the language’s own are names like any other, in query and headers', async () => {
  const target = '/open?__proto__=1&__proto__=2&constructor=3&__proto__[polluted]=4&toString=5';
  const answer = await quietly([
    `GET ${target} HTTP/1.1`,
    'Host: a',
    '__proto__: 6',
    'constructor: 7',
    'Connection: close',
    '',
    '',
  ]);

  expect(statusOf(answer)).toBe(200);
  const [event] = calls;
  const { queryStringParameters, multiValueQueryStringParameters, headers } = Object(event);
  expect(Object.entries(queryStringParameters)).toEqual([
    ['__proto__', '2'],
    ['constructor', '3'],
    ['__proto__[polluted]', '4'],
    ['toString', '5'],
  ]);
  expect(Object.entries(multiValueQueryStringParameters)[0]).toEqual(['__proto__', ['1', '2']]);
  expect(Object.entries(headers)).toEqual(
    expect.arrayContaining([
      ['__proto__', '6'],
      ['constructor', '7'],
    ]),
  );
  expect(Object.keys(Object.prototype)).toEqual([]);
});

test('one request writes one line, whatever stands in its path and headers', async () => {
  const forged = '%0a%7B%22level%22%3A%22error%22%7D';
  const lines = await loggedBy(() =>
    exchange([
      `GET /v1/things/${forged}{"level":"error"}?${forged} HTTP/1.1`,
      'Host: a"}\\n{"level":"error"',
      'User-Agent: \u0085{"level":"error"}',
      'Connection: close',
      '',
      '',
    ]),
  );

  expect(lines).toEqual([
    expect.objectContaining({ level: 'debug', message: 'request', path: '/v1/things', status: 200 }),
  ]);
});

test('answers come in the order of the requests of a connection', async () => {
  const request = (name: string, last: readonly string[]) => [
    `GET /v1/things/${name} HTTP/1.1`,
    'Host: a',
    ...last,
    '',
  ];
  const answer = await quietly([
    ...request('first', []),
    ...request('second', []),
    ...request('third', ['Connection: close']),
    '',
  ]);

  expect([...answer.matchAll(/"thingId":"(\w+)"/g)].map(([, name]) => name)).toEqual(['first', 'second', 'third']);
});

test('a head that is refused is answered however much is sent behind it', async () => {
  const head = ['POST /open HTTP/1.1', 'Host: a', 'X-Bad: a\u0000b', 'Content-Length: 5000000', '', ''];

  const answer = await exchange([head.join('\r\n') + 'a'.repeat(5_000_000)]);

  expect(statusOf(answer)).toBe(400);
  expect(answer).toContain('This is no valid HTTP request.');
});
