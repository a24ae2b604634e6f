import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { connect, type Socket } from 'node:net';
import { listen } from '../../../local/aws/http-server.ts';
import { type Received, receiveBody } from '../../../local/gateway/receive-body.ts';
import { createVirtualClock } from '../../../local/virtual-clock.ts';

const pace = { graceMs: 5_000, minBytesPerSecond: 1_000 };
const clock = createVirtualClock();
let server: Server;
let socket: Socket;
let receivedBytes: number;
let roomBytes: number;
let received: PromiseWithResolvers<Received>;

beforeEach(async () => {
  receivedBytes = 0;
  roomBytes = 1_000_000;
  received = Promise.withResolvers();
  server = createServer((incoming, response) => {
    const takeBodyBytes = (count: number): boolean => {
      receivedBytes += count;
      return receivedBytes <= roomBytes;
    };
    receiveBody(incoming, { limitBytes: 500_000, pace, clock, takeBodyBytes }).then(received.resolve, received.reject);
    response.flushHeaders();
  });
  const { port } = await listen(server, { port: 0, host: '127.0.0.1' });
  socket = connect(port, '127.0.0.1').on('error', () => {});
});

afterEach(() => {
  socket.destroy();
  server.close();
});

/** Sends the headers of a body of that length, and waits until the server has them. */
async function begin(lengthBytes: number): Promise<void> {
  socket.write(`POST / HTTP/1.1\r\nHost: a\r\nContent-Length: ${lengthBytes}\r\n\r\n`);
  await once(socket, 'data');
}

async function send(bytes: number): Promise<void> {
  const target = receivedBytes + bytes;
  socket.write('y'.repeat(bytes));
  while (receivedBytes < target) await new Promise((resolve) => setImmediate(resolve));
}

test('a whole body is handed on', async () => {
  await begin(5);
  socket.write('hello');

  expect(await received.promise).toEqual({ kind: 'whole', bytes: Buffer.from('hello') });
});

test('what has come buys time for the rest, at the minimum rate', async () => {
  await begin(10_001);
  await send(10_000);

  await clock.advance(14_999);
  socket.write('y');

  expect(await received.promise).toMatchObject({ kind: 'whole' });
});

test('a body that falls behind the minimum rate is given up then, not before', async () => {
  let isReceived = false;
  received.promise.then(() => {
    isReceived = true;
  });
  await begin(10_000);
  await send(3_000);
  await clock.advance(7_999);
  expect(isReceived).toBe(false);

  await clock.advance(1);

  expect(await received.promise).toEqual({ kind: 'too_slow' });
});

test('a body is given up where there is no room for more', async () => {
  roomBytes = 100;
  await begin(1_000);
  socket.write('y'.repeat(200));

  expect(await received.promise).toEqual({ kind: 'no_room' });
});

test('a body is refused by the length it tells, or when it grows beyond the limit', async () => {
  await begin(500_001);

  expect(await received.promise).toEqual({ kind: 'too_large' });
});

test('a sender that breaks off leaves nothing behind', async () => {
  await begin(100);
  socket.destroy();

  await expect(received.promise).rejects.toThrow();
});
