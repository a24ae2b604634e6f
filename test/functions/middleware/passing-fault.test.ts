import { once } from 'node:events';
import net from 'node:net';
import { ComprehendClient, DetectDominantLanguageCommand } from '@aws-sdk/client-comprehend';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { Context } from 'aws-lambda';
import * as z from 'zod/mini';
import { boundedHandler } from '../../../functions/clients/bounded-handler.ts';
import { passingNameOf } from '../../../functions/middleware/passing-fault.ts';
import { task } from '../../../functions/middleware/task.ts';
import { TaskError } from '../../../functions/task-error.ts';
import { throttleErrorNames, transientErrorNames } from '../../../schemas/errors.ts';
import { setFunctionEnvironment } from '../../support/function-environment.ts';
import { acceptErrorsOfCore } from '../../support/one-realm.ts';

acceptErrorsOfCore();
beforeAll(() => setFunctionEnvironment());

const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
const context: Context = Object.create(null);

/** What the server writes to a socket that has sent it something. */
type Misbehaviour = (socket: net.Socket) => void;

const answer =
  (status: string, type: string, body: string): Misbehaviour =>
  (socket) =>
    socket.end(
      `HTTP/1.1 ${status}\r\ncontent-type: ${type}\r\ncontent-length: ${body.length}\r\nconnection: close\r\n\r\n${body}`,
    );

const half: Misbehaviour = (socket) =>
  socket.write('HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 99\r\n\r\n{"a', () =>
    socket.destroy(),
  );

const misbehaviours: readonly (readonly [string, Misbehaviour])[] = [
  ['says nothing', () => {}],
  ['resets the connection', (socket) => socket.resetAndDestroy()],
  ['closes the connection', (socket) => socket.destroy()],
  ['breaks off its answer', half],
  ['does not speak HTTP', (socket) => socket.end('hello\r\n\r\n')],
  ['has a load balancer that says 503 in HTML', answer('503 Service Unavailable', 'text/html', '<html>busy</html>')],
  ['has a load balancer that says 502 in what is no HTML', answer('502 Bad Gateway', 'text/html', 'bad <gate')],
  ['has a load balancer that says 429 in HTML', answer('429 Too Many Requests', 'text/html', '<html>slow</html>')],
  ['says 500 and no more', answer('500 Internal', 'text/plain', '')],
];

async function withServer<T>(misbehave: Misbehaviour, use: (url: string) => Promise<T>): Promise<T> {
  const sockets = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.once('data', () => misbehave(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  try {
    return await use(`http://127.0.0.1:${address.port}`);
  } finally {
    for (const socket of sockets) socket.destroy();
    server.close();
  }
}

/** The name under which a task that asks at `url` fails, as the state machine sees it. */
async function nameSeen(kind: 'json' | 'object', url: string): Promise<string> {
  const requestHandler = boundedHandler({ connectionTimeoutMs: 200, requestTimeoutMs: 200 });
  const config = { endpoint: url, region: 'us-east-1', credentials, maxAttempts: 1, requestHandler };
  const comprehend = new ComprehendClient(config);
  const s3 = new S3Client({ ...config, forcePathStyle: true });
  const handler = task({ state: 'Any', input: z.unknown(), output: z.unknown() }, async () => {
    if (kind === 'json') return comprehend.send(new DetectDominantLanguageCommand({ Text: 'x' }));
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: 'attachments', Key: 'a' }));
    return Body?.transformToByteArray();
  });
  try {
    await handler({}, context);
    return 'nothing thrown';
  } catch (error) {
    return error instanceof Error ? error.name : typeof error;
  } finally {
    comprehend.destroy();
    s3.destroy();
  }
}

const retried = [...throttleErrorNames, ...transientErrorNames].map(String);

test.each(
  misbehaviours.flatMap(([what, misbehave]) =>
    (['json', 'object'] as const).map((kind) => ({ what, misbehave, kind })),
  ),
)('a service ($kind) that $what fails a task under a name that the Retriers match', async ({ misbehave, kind }) => {
  const name = await withServer(misbehave, (url) => nameSeen(kind, url));

  expect(retried).toContain(name);
});

test.each([
  ['a port at which nothing listens', 'http://127.0.0.1:1'],
  ['a name of which each address refuses', 'http://localhost:1'],
  ['a host that nobody knows', 'http://nowhere.invalid'],
])('%s fails a task under a name that the Retriers match', async (_, url) => {
  expect(retried).toContain(await nameSeen('json', url));
});

test.each([
  'ECONNRESET',
  'ECONNREFUSED',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ECONNABORTED',
])('the socket code %s passes under a name that the Retriers match', (code) => {
  const alone = Object.assign(new Error('connect'), { code });
  const ofSeveral = Object.assign(new AggregateError([alone], ''), { code });

  expect(retried).toContain(passingNameOf(alone));
  expect(retried).toContain(passingNameOf(ofSeveral));
});

test('what comes with status 429 is throttling whatever its name is, as SNS’s `Throttled`', () => {
  const throttled = Object.assign(new Error('Rate exceeded'), {
    name: 'Throttled',
    $metadata: { httpStatusCode: 429 },
  });

  expect(passingNameOf(throttled)).toBe('ThrottlingException');
});

test('the names of our own keep, whatever caused them', async () => {
  const handler = task({ state: 'Any', input: z.unknown(), output: z.unknown() }, async () => {
    throw new TaskError('RunSuperseded', 'x', { cause: Object.assign(new Error('x'), { code: 'ECONNRESET' }) });
  });

  await expect(handler({}, context)).rejects.toMatchObject({ name: 'RunSuperseded' });
});

test.each([
  new SyntaxError('Unexpected token'),
  new TypeError('x is not a function'),
  Object.assign(new Error('x'), {
    name: 'AccessDeniedException',
    $fault: 'client',
    $metadata: { httpStatusCode: 403 },
  }),
  Object.assign(new Error('x'), { code: 'ENOENT' }),
  'a string',
  undefined,
])('%p does not pass', (thrown) => {
  expect(passingNameOf(thrown)).toBeNull();
});
