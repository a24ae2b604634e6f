import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { text } from 'node:stream/consumers';

/** What the server does with one request: an answer, a broken line, or silence. */
export type Step =
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: unknown }
  | 'hang up'
  | 'say nothing';

export interface Received {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A server that answers its requests one by one as scripted, and keeps them. What is not scripted is a 500. */
export async function startScriptedServer(steps: readonly Step[]) {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const step = steps[received.length] ?? { status: 500, body: 'nothing is scripted' };
    const { method = '', url = '', headers } = request;
    received.push({ method, path: url, headers, body: await text(request) });
    if (step === 'hang up') request.socket.destroy();
    else if (step !== 'say nothing') {
      response.writeHead(step.status, step.headers);
      response.end(typeof step.body === 'string' ? step.body : JSON.stringify(step.body));
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the scripted server has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    received,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Time that passes only in pauses, which take none and are kept. */
export function timeOfPauses() {
  const pauses: number[] = [];
  let nowMs = 0;
  const timing = {
    now: () => nowMs,
    pause: async (milliseconds: number, signal?: AbortSignal) => {
      signal?.throwIfAborted();
      pauses.push(milliseconds);
      nowMs += milliseconds;
    },
    random: () => 0,
  };
  return { timing, pauses };
}

export const inquiryId = '01jd0000000000000000000jnq';

export const problem = (status: number, code: string, headers: Readonly<Record<string, string>> = {}): Step => ({
  status,
  headers: { 'content-type': 'application/problem+json', ...headers },
  body: { type: 'about:blank', title: 'A title', status, code, detail: 'A detail', requestId: 'request-7' },
});

export const accepted: Step = {
  status: 202,
  body: {
    id: inquiryId,
    status: 'pending',
    statusUrl: 'https://api.example.com/s/st.token',
    statusToken: 'st.token',
    estimatedResponseTime: 60,
  },
};

/** A status of the inquiry, with an answer when it is answered. */
export const statusStep = (status: string, etag: string): Step => ({
  status: 200,
  headers: { etag },
  body: {
    id: inquiryId,
    mode: 'live',
    title: 'Delivery',
    status,
    estimatedResponseTime: 60,
    escalationRequested: false,
    progress: [],
    ...(status === 'ai_responded' && {
      answer: { text: 'Two days.', source: 'ai', citations: [], at: '2026-01-05T09:00:00.000Z' },
    }),
  },
});
