import type { IncomingMessage, Server } from 'node:http';
import { createBodyBuffer } from '../http/body-buffer.ts';

export interface Listening {
  readonly url: string;
  readonly port: number;
}

/** Listens; port 0 takes a free one. Rejects with Node's own error, such as EADDRINUSE. */
export function listen(server: Server, { port, host }: { port: number; host: string }): Promise<Listening> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      const address = server.address();
      const boundPort = typeof address === 'object' && address !== null ? address.port : port;
      resolve({ url: `http://${host.includes(':') ? `[${host}]` : host}:${boundPort}`, port: boundPort });
    });
  });
}

/** Takes no new connections, gives requests in flight `graceMs` of real time to end, then breaks the rest. */
export function closeGracefully(server: Server, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const force = setTimeout(() => server.closeAllConnections(), graceMs);
    server.close(() => {
      clearTimeout(force);
      resolve();
    });
    server.closeIdleConnections();
  });
}

export type Body = { readonly kind: 'whole'; readonly bytes: Buffer } | { readonly kind: 'too_large' };

/**
 * Reads the body up to `limitBytes`. Beyond that the rest is still drained, so that the caller gets to read the answer.
 */
export function readBody(request: IncomingMessage, limitBytes: number): Promise<Body> {
  return new Promise((resolve, reject) => {
    if (Number(request.headers['content-length'] ?? 0) > limitBytes) {
      request.resume();
      resolve({ kind: 'too_large' });
      return;
    }
    const body = createBodyBuffer(Number(request.headers['content-length'] ?? 0));
    let sizeBytes = 0;
    request.on('data', (chunk: Buffer) => {
      sizeBytes += chunk.length;
      if (sizeBytes <= limitBytes) body.add(chunk);
      else resolve({ kind: 'too_large' });
    });
    request.on('end', () => resolve({ kind: 'whole', bytes: body.bytes() }));
    request.on('error', reject);
  });
}
