import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { systemClock } from '../../../local/clock.ts';
import { type Gateway, openGateway, type SendingLimits } from '../../../local/gateway/gateway.ts';
import { lambdaRuntime } from '../support/lambda-runtime.ts';

const never = 3_600_000;
const pace = { graceMs: never, minBytesPerSecond: 1 };
const opened: { close(): Promise<unknown> }[] = [];
afterEach(async () => {
  for (const one of opened.splice(0).reverse()) await one.close();
});

/** A gateway whose function answers `/open` at once and `/held` when it is let go. */
async function givenGateway(limits: Partial<SendingLimits>) {
  const held = Promise.withResolvers<void>();
  const gateway: Gateway = await openGateway({
    port: 0,
    routes: [
      { method: 'POST', path: '/open', function: 'echo', auth: 'none' },
      { method: 'GET', path: '/held', function: 'held', auth: 'none' },
    ],
    authorizerFunction: 'none',
    lambda: lambdaRuntime({
      echo: async (event) => ({ statusCode: 200, body: String(Object(event).body) }),
      held: async () => {
        await held.promise;
        return { statusCode: 200, body: 'held' };
      },
    }),
    clock: systemClock,
    sending: { headersMs: never, requestMs: never, lookEveryMs: 10, pace, lingerMs: never, ...limits },
  });
  opened.push(gateway);
  return { port: gateway.port, letGo: held.resolve };
}

/** One connection; what has come back by it, and the end of it. */
function caller(port: number) {
  let answer = '';
  const socket: Socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  socket.setEncoding('latin1').on('error', () => {});
  socket.on('data', (chunk) => {
    answer += chunk;
  });
  let timer: NodeJS.Timeout | undefined;
  opened.push({
    close: async () => {
      clearInterval(timer);
      socket.destroy();
    },
  });
  return {
    send: (text: string) => socket.write(text),
    /** One letter after the other, without an end. */
    drip: (letter: string) => {
      timer = setInterval(() => socket.write(letter), 10);
    },
    /** When the other side has said its last. */
    ended: async () => {
      await once(socket, 'end');
      return answer;
    },
    broken: () => new Promise<void>((resolve) => socket.on('close', () => resolve())),
    answered: async (words: string) => {
      while (!answer.includes(words)) await once(socket, 'data');
      return answer;
    },
  };
}

const head = 'POST /open HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n';
const refusal = /^HTTP\/1\.1 400 Bad Request\r\n.*connection: close.*"detail":"The request was not sent in time\."/s;

test.each([
  ['nothing', ''],
  ['a request line', 'POST /open HTTP/1.1\r\n'],
  ['half of the headers', `${head}X-Y: `],
])('a sender of %s and no more is refused in time', async (_, sent) => {
  const { port } = await givenGateway({ headersMs: 100 });
  const slow = caller(port);

  slow.send(sent);

  expect(await slow.ended()).toMatch(refusal);
});

test('headers that come letter by letter are refused in time', async () => {
  const { port } = await givenGateway({ headersMs: 100 });
  const slow = caller(port);

  slow.send(`${head}X-Y: `);
  slow.drip('a');

  expect(await slow.ended()).toMatch(refusal);
});

test('a body that comes letter by letter is refused in time', async () => {
  const { port } = await givenGateway({ headersMs: 50, requestMs: 100 });
  const slow = caller(port);

  slow.send(`${head}\r\n`);
  slow.drip('a');

  expect(await slow.ended()).toMatch(refusal);
});

test('a chunked body without an end is refused in time', async () => {
  const { port } = await givenGateway({ headersMs: 50, requestMs: 100 });
  const slow = caller(port);

  slow.send('POST /open HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n');
  slow.drip('1\r\na\r\n');

  expect(await slow.ended()).toMatch(refusal);
});

test('the second request of a connection has the same limits', async () => {
  const { port } = await givenGateway({ headersMs: 50, requestMs: 100 });
  const slow = caller(port);
  slow.send('POST /open HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nfirst');
  await slow.answered('first');

  slow.send(`${head}\r\n`);
  slow.drip('a');

  expect(await slow.ended()).toMatch(/first.*HTTP\/1\.1 400 .*The request was not sent in time/s);
});

test('a sender that goes on after a refusal is cut off', async () => {
  const { port } = await givenGateway({ headersMs: 100, lingerMs: 100 });
  const slow = caller(port);

  slow.send(`${head}X-Y: `);
  slow.drip('a');

  expect(await slow.broken()).toBeUndefined();
});

test('the limit of the headers is not that of the body', async () => {
  const { port } = await givenGateway({ headersMs: 100 });
  const patient = caller(port);
  patient.send(`${head}\r\n`);
  const silent = caller(port);

  expect(await silent.ended()).toMatch(refusal);
  patient.send('a'.repeat(100));

  expect(await patient.answered('aaa')).toMatch(/^HTTP\/1\.1 200 /);
});

test('a request that was sent in time may wait for its answer, and hears of no limit of others', async () => {
  const { port, letGo } = await givenGateway({ headersMs: 50, requestMs: 100 });
  const waiting = caller(port);
  waiting.send('GET /held HTTP/1.1\r\nHost: a\r\n\r\n');
  const slow = caller(port);
  slow.send(`${head}\r\n`);
  slow.drip('a');
  expect(await slow.ended()).toMatch(refusal);

  letGo();

  expect(await waiting.answered('held')).toMatch(/^HTTP\/1\.1 200 .*held$/s);
});
