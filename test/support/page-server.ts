import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { handler as agent } from '../../functions/http/agent.ts';
import { handler as open } from '../../functions/http/public.ts';
import { handler as read } from '../../functions/http/read.ts';
import { readStatusToken } from '../../functions/tokens/sealed-tokens.ts';
import { asCustomer, call } from './http-event.ts';

export interface PageServer {
  readonly url: string;
  close(): Promise<void>;
}

/** The pages and what they call, for a browser: the least of a gateway, with status tokens as the only callers. */
export async function startPageServer(): Promise<PageServer> {
  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the page server has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname: path } = new URL(request.url ?? '/', 'http://127.0.0.1');
  const handler = path.startsWith('/r/') ? agent : path.startsWith('/v1/') ? read : open;
  const inquiryId = readStatusToken((request.headers.authorization ?? '').replace('Bearer ', ''));
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
  const answer = await call(handler, {
    method: request.method ?? 'GET',
    path,
    headers,
    body: await text(request),
    ...(inquiryId !== null && { authorizer: asCustomer(inquiryId) }),
  });
  const answerHeaders = Object.entries(answer.headers ?? {}).map(([name, value]) => [name, String(value)] as const);
  response.writeHead(answer.statusCode, Object.fromEntries(answerHeaders)).end(answer.body);
}
