import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { problem } from './problem.ts';

/** Of these a request may have one: two leave open which the next hop believes. */
const SINGLE_HEADERS = ['authorization', 'content-length', 'content-type', 'host', 'transfer-encoding'] as const;

/** Undefined for a sound request; else what is wrong with it. */
export function ambiguity({ httpVersion, rawHeaders, headers }: IncomingMessage): string | undefined {
  if (httpVersion !== '1.1' && httpVersion !== '1.0') return 'The request must be HTTP/1.1 or HTTP/1.0.';
  if (httpVersion === '1.1' && headers.host === undefined) return 'The request has no host header.';
  for (const name of SINGLE_HEADERS)
    if (headers[name] !== undefined && countOf(rawHeaders, name) > 1)
      return `The request has more than one ${name} header.`;
  if (headers['transfer-encoding'] !== undefined && headers['content-length'] !== undefined)
    return 'The request has both Transfer-Encoding and Content-Length.';
  return undefined;
}

function countOf(rawHeaders: readonly string[], name: string): number {
  let count = 0;
  for (let index = 0; index < rawHeaders.length; index += 2)
    if (rawHeaders[index]?.length === name.length && rawHeaders[index]?.toLowerCase() === name) count += 1;
  return count;
}

const details: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: 'The request line and headers are larger than 10240 bytes.',
  ERR_HTTP_REQUEST_TIMEOUT: 'The request was not sent in time.',
};

/**
 * What the HTTP parser refuses before there is a request: contradictory lengths, headers too large, no HTTP at all, or
 * what comes too slowly. The
 * parser complains of each further chunk too: those are read and dropped, since a connection that is closed with
 * something unread is reset, and its answer is lost with it.
 */
export function answerMalformed(
  error: NodeJS.ErrnoException,
  socket: Duplex,
  { lingerMs }: { lingerMs: number },
): void {
  if (error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  if (!socket.writable) return;
  const detail = details[error.code ?? ''] ?? 'This is no valid HTTP request.';
  const { headers, body } = problem('bad_request', { requestId: randomUUID(), detail });
  const lines = [...headers, ['content-length', body.length], ['connection', 'close']].map(
    ([name, value]) => `${name}: ${value}\r\n`,
  );
  socket.end(`HTTP/1.1 400 Bad Request\r\n${lines.join('')}\r\n${body}`);
  setTimeout(() => socket.destroy(), lingerMs).unref();
}
