import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';

/** How a server keeps its caller waiting, or that it does not. */
export type Stall = 'never_answers' | 'stalls_in_body' | 'trickles' | 'answers';

export interface StallingServer {
  readonly url: string;
  stall: Stall;
  /** Of its answers; 200 at first. */
  status: number;
  /** Requests that have come. */
  readonly requestCount: number;
  /** Connections that are open. */
  openConnections(): Promise<number>;
  close(): Promise<void>;
}

const trickleMs = 10;

/** A server that accepts every request and answers as requested: not at all, half, a byte at a time, or `body`. */
export async function startStallingServer({
  stall,
  body = '{}',
}: {
  stall: Stall;
  body?: string;
}): Promise<StallingServer> {
  const timers = new Set<NodeJS.Timeout>();
  const trickle = (response: ServerResponse): void => {
    const timer = setInterval(() => response.write(' '), trickleMs);
    timers.add(timer);
    response.once('close', () => clearInterval(timer));
  };
  let requestCount = 0;
  const server = createServer((request, response) => {
    request.resume();
    requestCount += 1;
    if (state.stall === 'never_answers') return;
    response.writeHead(state.status, { 'content-type': 'application/x-amz-json-1.0' });
    if (state.stall === 'answers') response.end(body);
    else response.write(' ');
    if (state.stall === 'trickles') trickle(response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  const state = {
    url: `http://127.0.0.1:${address.port}`,
    stall,
    status: 200,
    get requestCount() {
      return requestCount;
    },
    openConnections: () =>
      new Promise<number>((resolve, reject) =>
        server.getConnections((error, count) => (error === null ? resolve(count) : reject(error))),
      ),
    async close() {
      for (const timer of timers) clearInterval(timer);
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return state;
}
