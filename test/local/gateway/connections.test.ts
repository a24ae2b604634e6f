import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { type Gateway, openGateway } from '../../../local/gateway/gateway.ts';
import { createVirtualClock } from '../../../local/virtual-clock.ts';
import { lambdaRuntime } from '../support/lambda-runtime.ts';

const clock = createVirtualClock();
const sockets: Socket[] = [];
let gateway: Gateway;
let letGo: () => void;

beforeEach(async () => {
  const gate = Promise.withResolvers<void>();
  letGo = gate.resolve;
  const Statement = [{ Effect: 'Allow', Action: 'execute-api:Invoke', Resource: '*' }];
  gateway = await openGateway({
    port: 0,
    routes: [
      { method: 'GET', path: '/open', function: 'quick', auth: 'none' },
      { method: 'GET', path: '/held', function: 'held', auth: 'none' },
      { method: 'GET', path: '/read', function: 'quick', auth: 'authorizer' },
    ],
    authorizerFunction: 'authorizer',
    lambda: lambdaRuntime({
      quick: async () => ({ statusCode: 200, body: 'quick' }),
      held: async () => {
        await gate.promise;
        return { statusCode: 200, body: 'held' };
      },
      authorizer: async () => ({
        principalId: 'key',
        policyDocument: { Version: '2012-10-17', Statement },
        context: { companyId: 'a' },
      }),
    }),
    clock,
  });
});

afterEach(async () => {
  letGo();
  for (const socket of sockets.splice(0)) socket.destroy();
  await gateway.close();
});

interface Line {
  ask(path: string): void;
  /** What has come back once it holds the words; 'closed' when the connection ends before. */
  answered(words: string): Promise<string>;
  readonly closed: Promise<'closed'>;
}

async function opened(): Promise<Line> {
  const socket = connect({ port: gateway.port, host: '127.0.0.1' });
  sockets.push(socket);
  let answer = '';
  socket.setEncoding('latin1').on('error', () => {});
  const closed = new Promise<'closed'>((resolve) => socket.on('close', () => resolve('closed')));
  socket.on('data', (chunk) => {
    answer += chunk;
  });
  await Promise.race([once(socket, 'connect').catch(() => undefined), closed]);
  return {
    closed,
    ask: (path) => socket.write(`GET ${path} HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer good\r\n\r\n`),
    answered: async (words) => {
      while (!answer.includes(words))
        if ((await Promise.race([once(socket, 'data'), closed])) === 'closed') return 'closed';
      return answer;
    },
  };
}

const openedMany = (count: number): Promise<Line[]> => Promise.all(Array.from({ length: count }, opened));

/** The server has seen all connections before this one when it has answered. */
async function settle(): Promise<void> {
  const last = await opened();
  last.ask('/open');
  await last.answered('quick');
}

test('silent connections of an address give way to new ones, the longest idle first', async () => {
  const silent = await openedMany(140);
  await settle();
  await clock.advance(1_000);

  const late = await opened();
  late.ask('/open');

  expect(await late.answered('quick')).toMatch(/^HTTP\/1\.1 200 /);
  expect(await Promise.race(silent.map(async ({ closed }, index) => [await closed, index]))).toEqual(['closed', 0]);
});

test('a burst of connections that show a key at once is let in', async () => {
  const lines = await openedMany(300);

  for (const line of lines) line.ask('/read');

  for (const line of lines) expect(await line.answered('quick')).toMatch(/^HTTP\/1\.1 200 /);
});

test('a connection with a key, and one whose answer is under way, do not give way to strangers', async () => {
  const [withKey, waiting] = [await opened(), await opened()];
  withKey.ask('/read');
  await withKey.answered('quick');
  waiting.ask('/held');
  await openedMany(200);
  await settle();
  await clock.advance(1_000);
  for (let count = 0; count < 150; count += 1) await settle();

  withKey.ask('/open');
  letGo();

  expect(await withKey.answered('quick')).toMatch(/quick/);
  expect(await waiting.answered('held')).toMatch(/^HTTP\/1\.1 200 .*held$/s);
});

test('more than a burst from one address is turned away, until those before it are stale', async () => {
  await openedMany(511);
  await settle();
  const refused = await opened();
  expect(await refused.closed).toBe('closed');

  await clock.advance(1_000);

  const late = await opened();
  late.ask('/open');
  expect(await late.answered('quick')).toMatch(/^HTTP\/1\.1 200 /);
});
