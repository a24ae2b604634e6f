import { createServer, type Server } from 'node:http';
import { type FuzzReport, fuzz } from './api/fuzz.ts';
import { ApiDocument } from './api/operation.ts';

const document = ApiDocument.parse({
  paths: {
    '/things': {
      post: {
        operationId: 'makeThing',
        requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Thing' } } } },
        responses: { 200: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Made' } } } } },
      },
    },
  },
  components: {
    schemas: {
      Thing: { type: 'object', properties: { name: { type: 'string', maxLength: 20 } }, required: ['name'] },
      Made: { type: 'object', properties: { id: { type: 'string' } }, required: ['id'] },
    },
  },
});

const secure = {
  'content-type': 'application/json',
  'x-content-type-options': 'nosniff',
  'strict-transport-security': 'max-age=1',
  'cache-control': 'no-store',
};
const made = { status: 200, headers: secure, body: '{"id":"a"}' };

const problem = '{"status":400,"code":"bad_request"}';
const refused = {
  headers: { 'content-type': 'application/problem+json', 'content-length': problem.length },
  body: problem,
};

interface Given {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

let server: Server;
afterEach(() => server.close());

/** The report on a server that answers well, but as `odd` says to a body of its choice. */
async function reportOn(odd: Given, when: (body: string) => boolean): Promise<FuzzReport> {
  server = createServer({ maxHeaderSize: 65_536 }, (request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      const { status, headers, body: text } = when(body) ? { ...made, ...odd } : made;
      response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(text) });
      response.end(text);
    });
  });
  server.on('clientError', (_, socket) => {
    const lines = Object.entries({ ...secure, ...refused.headers }).map(([name, value]) => `${name}: ${value}\r\n`);
    socket.end(`HTTP/1.1 400 Bad Request\r\n${lines.join('')}\r\n${refused.body}`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return fuzz({ document, port: address.port, principals: { company: [] }, requests: 60, seed: 1, concurrency: 1 });
}

const always = (): boolean => true;

test('finds nothing wrong with a server that answers as its document says', async () => {
  const { failures, statuses, sent } = await reportOn({}, always);

  expect(failures).toEqual([]);
  expect([...(statuses.get('makeThing')?.values() ?? [])].reduce((sum, count) => sum + count, 0)).toBe(sent);
});

test.each<[string, Given, string]>([
  ['a fault of the server', { status: 500 }, 'status 500'],
  ['a status that is not declared', { status: 201 }, 'status 201 is not declared'],
  ['503 without a word of when to come again', { status: 503 }, '503 without Retry-After'],
  [
    'a missing security header',
    { headers: { 'content-type': 'application/json' } },
    'no header x-content-type-options with 200',
  ],
  ['a body that breaks its schema', { body: '{"id":1}' }, 'the body with 200 breaks its schema: /id must be string'],
  ['a body that is no JSON', { body: '<' }, 'the body with 200 is no JSON: application/json'],
  ['a stack in a body', { body: '{"id":"TypeError: x"}' }, 'the body speaks of "TypeError"'],
  ['an error that is no problem', { status: 400, body: '{}' }, 'an error of type application/json'],
])('finds %s', async (_, odd, reason) => {
  const { failures } = await reportOn(odd, always);

  expect(failures.map((failure) => failure.reason)).toEqual([reason]);
});

test('finds input that comes back in a header, and what it takes to see it again', async () => {
  const { failures } = await reportOn({ headers: { ...secure, 'x-echo': 'zqxmark' } }, (body) =>
    body.includes('zqxmark'),
  );

  const [failure] = failures;
  expect(failure?.reason).toBe('the header x-echo reflects input');
  const [, base64 = ''] = /echo (\S+) \|/.exec(failure?.reproduction ?? '') ?? [];
  expect(Buffer.from(base64, 'base64').toString()).toMatch(/^POST \/things HTTP\/1\.1\r\n.*zqxmark/s);
});
