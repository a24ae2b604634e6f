import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { type Gateway, openGateway } from '../../../local/gateway/gateway.ts';
import { createVirtualClock } from '../../../local/virtual-clock.ts';
import { lambdaRuntime } from '../support/lambda-runtime.ts';

const clock = createVirtualClock();
const authorized: string[] = [];
let gateway: Gateway;
const sockets: Socket[] = [];

const lambda = lambdaRuntime(
  {
    echo: async (event) => ({ statusCode: 200, body: String(Object(event).body) }),
    authorizer: async (event) => {
      const { authorization } = Object(event).headers;
      authorized.push(authorization);
      const name = /^Bearer good-(\w+)$/.exec(authorization)?.[1];
      if (name === undefined) throw new Error('Unauthorized');
      const Statement = [{ Effect: 'Allow', Action: 'execute-api:Invoke', Resource: '*' }];
      return { principalId: name, policyDocument: { Version: '2012-10-17', Statement }, context: { companyId: name } };
    },
  },
  { clock },
);

beforeEach(async () => {
  authorized.length = 0;
  gateway = await openGateway({
    port: 0,
    routes: [
      { method: 'POST', path: '/work', function: 'echo', auth: 'authorizer', bringsWork: true },
      { method: 'GET', path: '/read', function: 'echo', auth: 'authorizer' },
      { method: 'POST', path: '/open', function: 'echo', auth: 'none' },
      { method: 'GET', path: '/open', function: 'echo', auth: 'none' },
    ],
    authorizerFunction: 'authorizer',
    lambda,
    clock,
    trustedProxies: ['127.0.0.0/8'],
  });
});

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await gateway.close();
});

/** A connection from `localAddress`, which is no trusted proxy unless it begins with 127. */
async function connected(): Promise<{
  socket: Socket;
  answered: (words: string) => Promise<string>;
  closed: Promise<unknown>;
}> {
  const socket = connect({ port: gateway.port, host: '127.0.0.1' });
  sockets.push(socket);
  let answer = '';
  socket.setEncoding('latin1').on('error', () => {});
  socket.on('data', (chunk) => {
    answer += chunk;
  });
  const closed = new Promise((resolve) => socket.on('close', resolve));
  await once(socket, 'connect');
  return {
    socket,
    closed,
    answered: async (words) => {
      while (!answer.includes(words))
        await Promise.race([once(socket, 'data'), closed.then(() => Promise.reject(answer))]);
      return answer;
    },
  };
}

const slowBody = (line: string, headers: readonly string[] = []): string =>
  [line, 'Host: a', 'Content-Length: 1000', ...headers, '', 'x'].join('\r\n');

const from = (address: string) => ({ 'x-forwarded-for': address });
const work = (key: string, headers: Record<string, string> = {}) =>
  fetch(`${gateway.url}/work`, {
    method: 'POST',
    body: 'hello',
    headers: { authorization: `Bearer ${key}`, ...headers },
  });
const read = (key: string, headers: Record<string, string> = {}) =>
  fetch(`${gateway.url}/read`, { headers: { authorization: `Bearer ${key}`, ...headers } });

test('slow bodies without a key, or with a wrong one, take no place from those with a key', async () => {
  const slow = await Promise.all(Array.from({ length: 150 }, connected));
  for (const [index, { socket }] of slow.entries())
    socket.write(slowBody('POST /work HTTP/1.1', index % 10 === 0 ? ['Authorization: Bearer wrong'] : []));
  await Promise.all(slow.map(({ answered }) => answered('HTTP/1.1 401 ')));

  const response = await work('good-a');

  expect([response.status, await response.text()]).toEqual([200, 'hello']);
});

test('slow bodies on the open routes take no place from those with a key, and leave some to other addresses', async () => {
  const slow = await Promise.all(Array.from({ length: 300 }, connected));
  for (const [index, { socket }] of slow.entries()) {
    const line = `${index % 2 === 0 ? 'POST' : 'GET'} /open HTTP/1.1`;
    socket.write(slowBody(line, ['X-Forwarded-For: 192.0.2.1']));
  }
  let refusedCount = 0;
  await new Promise<void>((resolve) => {
    for (const { answered } of slow)
      void answered('HTTP/1.1 503 ').then(
        () => {
          refusedCount += 1;
          if (refusedCount === 190) resolve();
        },
        () => {},
      );
  });

  expect((await work('good-a')).status).toBe(200);
  expect((await read('good-a')).status).toBe(200);
  expect((await fetch(`${gateway.url}/open`, { headers: from('192.0.2.1') })).status).toBe(503);
  expect((await fetch(`${gateway.url}/open`, { headers: from('192.0.2.2') })).status).toBe(200);
});

test('a refused request that goes on sending is cut off', async () => {
  const slow = await connected();
  slow.socket.write(slowBody('POST /work HTTP/1.1'));
  await slow.answered('HTTP/1.1 401 ');

  await clock.advance(5_000);

  expect(await slow.closed).toBeDefined();
});

test('a body that comes too slowly gives up its place, even with a good key', async () => {
  await work('good-a');
  const slow = await connected();
  const headers = ['Authorization: Bearer good-a', 'Expect: 100-continue'];
  slow.socket.write(slowBody('POST /work HTTP/1.1', headers));
  await slow.answered('HTTP/1.1 100 ');

  await clock.advance(5_001);

  expect(await slow.answered('The request was not sent in time')).toMatch(/HTTP\/1\.1 400 [\s\S]*connection: close/i);
});

test('after many wrong keys an address must wait, and others need not', async () => {
  const statuses = new Map<number, number>();
  let last: Response | undefined;
  for (let guess = 0; guess < 50; guess += 1) {
    last = await read(`wrong-${guess}`, from('192.0.2.1'));
    statuses.set(last.status, (statuses.get(last.status) ?? 0) + 1);
  }

  expect(Object.fromEntries(statuses)).toEqual({ 401: 30, 429: 20 });
  expect(last?.headers.get('retry-after')).toBe('2');
  expect(authorized).toHaveLength(30);
  expect((await read('wrong-51', from('192.0.2.2'))).status).toBe(401);
  expect((await read('good-a', from('192.0.2.2'))).status).toBe(200);
});

test('the same wrong key again and again counts as well, and after a while the address may try again', async () => {
  for (let guess = 0; guess < 31; guess += 1) await read('wrong', from('192.0.2.1'));
  expect((await read('wrong', from('192.0.2.1'))).status).toBe(429);

  await clock.advance(2_000);

  expect((await read('good-a', from('192.0.2.1'))).status).toBe(200);
  expect((await read('wrong', from('192.0.2.1'))).status).toBe(401);
  expect((await read('wrong', from('192.0.2.1'))).status).toBe(429);
});

test('a key that was good before is not shut out by wrong ones of its address, even when its policy has run out', async () => {
  expect((await read('good-a', from('192.0.2.1'))).status).toBe(200);
  await clock.advance(61_000);
  for (let guess = 0; guess < 40; guess += 1) await read(`wrong-${guess}`, from('192.0.2.1'));

  expect((await read('good-a', from('192.0.2.1'))).status).toBe(200);
});

test('beside wrong keys of its address a good key that is new is told to wait once, and let in when it comes again', async () => {
  for (let guess = 0; guess < 40; guess += 1) await read(`wrong-${guess}`, from('192.0.2.1'));
  const first = await read('good-b', from('192.0.2.1'));
  expect([first.status, first.headers.get('retry-after')]).toEqual([429, '2']);
  await clock.advance(2_000);
  for (let guess = 40; guess < 80; guess += 1) await read(`wrong-${guess}`, from('192.0.2.1'));

  expect((await read('good-b', from('192.0.2.1'))).status).toBe(200);
});

test('guesses that come again have a bound of their own, and a wrong one is not looked up twice', async () => {
  const guessAll = async (): Promise<Record<number, number>> => {
    const statuses: Record<number, number> = {};
    for (let guess = 0; guess < 100; guess += 1) {
      const { status } = await read(`wrong-${guess}`, from('192.0.2.1'));
      statuses[status] = (statuses[status] ?? 0) + 1;
    }
    return statuses;
  };
  expect(await guessAll()).toEqual({ 401: 30, 429: 70 });
  await clock.advance(1_000);
  expect(await guessAll()).toEqual({ 401: 10, 429: 90 });
  expect(await guessAll()).toEqual({ 429: 100 });

  expect(authorized).toHaveLength(40);
});

test('one network of IPv6 is one address', async () => {
  for (let guess = 0; guess < 30; guess += 1) await read(`wrong-${guess}`, from(`2001:db8:1:2::${guess}`));

  expect((await read('wrong', from('2001:db8:1:2:ffff::1'))).status).toBe(429);
  expect((await read('wrong', from('2001:db8:1:3::1'))).status).toBe(401);
});
