import { createServer, type Server, type ServerResponse } from 'node:http';
import { runLoad } from '../../../bench/load/run-load.ts';

let server: Server;
afterEach(() => server.close());

async function listening(onRequest: (response: ServerResponse, number: number) => void): Promise<string> {
  let number = 0;
  server = createServer((_, response) => {
    number += 1;
    onRequest(response, number);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return `http://127.0.0.1:${address.port}`;
}

const accept = (response: ServerResponse, number: number) => response.writeHead(202).end(`{"id":"inquiry-${number}"}`);

test('sends on however many are unanswered: a server that waits for the last before it answers the first is served', async () => {
  const waiting: ServerResponse[] = [];
  const apiUrl = await listening((response) => {
    waiting.push(response);
    if (waiting.length === 40) for (const [index, held] of waiting.entries()) accept(held, index);
  });

  const { accepted, errors } = await runLoad({ apiUrl, apiKey: 'key', ratePerSecond: 400, seconds: 0.1 });

  expect(accepted).toHaveLength(40);
  expect(errors).toEqual({});
});

test('counts refusals by their status and broken connections by their code', async () => {
  const apiUrl = await listening((response, number) => {
    if (number === 1) response.writeHead(503).end('{}');
    else if (number === 2) response.socket?.resetAndDestroy();
    else accept(response, number);
  });

  const { accepted, errors } = await runLoad({ apiUrl, apiKey: 'key', ratePerSecond: 100, seconds: 0.05 });

  expect(accepted).toHaveLength(3);
  expect(errors).toEqual({ 503: 1, ECONNRESET: 1 });
});
