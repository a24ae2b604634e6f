import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type ProblemCode, problemTable } from '../../schemas/errors.ts';
import { AwsError } from '../aws/aws-error.ts';
import type { Log } from '../aws/log.ts';
import { type Refuse, retryLater } from './identify-caller.ts';
import type { GatewayRequest } from './proxy-event.ts';
import type { GatewayAnswer } from './proxy-response.ts';
import type { Received } from './receive-body.ts';
import type { RouteMatch } from './route-table.ts';

/** Of a path or method that no route takes. */
export function refuseUnmatched(match: Exclude<RouteMatch, { kind: 'found' }>, refuse: Refuse): GatewayAnswer {
  switch (match.kind) {
    case 'not_found':
      return refuse('not_found', 'There is nothing at this path.');
    case 'malformed':
      return refuse('bad_request', 'The path is not valid percent-encoding.');
    case 'method_not_allowed': {
      const allow = match.allow.join(', ');
      return refuse('method_not_allowed', `This path takes ${allow}.`, [['allow', allow]]);
    }
    default:
      return match satisfies never;
  }
}

/** Of a body that did not come whole. */
export function refuseBody({ kind }: Exclude<Received, { kind: 'whole' }>, refuse: Refuse): GatewayAnswer {
  const closing = [['connection', 'close']] as const;
  switch (kind) {
    case 'too_large':
      return refuse('payload_too_large', 'A request may have 10 MB at most.');
    case 'too_slow':
      return refuse('bad_request', 'The request was not sent in time.', closing);
    case 'no_room':
      return refuse('unavailable', 'Too much is being sent at present.', [...retryLater, ...closing]);
    default:
      return kind satisfies never;
  }
}

/** For a failed call; the fault is logged, not returned. */
export function refuseFailed(
  error: unknown,
  { request, refuse, log }: { request: GatewayRequest; refuse: Refuse; log: Log },
): GatewayAnswer {
  if (error instanceof AwsError && error.name === 'RequestTooLargeException')
    return refuse('payload_too_large', 'The request is larger than its function can take (6 MB).');
  const { requestId, route } = request;
  log.error('The gateway could not invoke', { requestId, function: route.function, error: String(error) });
  if (error instanceof AwsError && (error.status >= 500 || error.status === 429))
    return refuse('unavailable', 'The request could not be handed on just now.', retryLater);
  return refuse('internal', 'The request could not be handed on.');
}

/** The same as API Gateway sets on its own answers. */
const always = [
  ['content-type', 'application/problem+json'],
  ['cache-control', 'no-store'],
  ['x-content-type-options', 'nosniff'],
  ['cross-origin-opener-policy', 'same-origin'],
  ['strict-transport-security', 'max-age=63072000; includeSubDomains'],
] as const;

/** An error of the gateway's own, in the form of every other error of the API (RFC 9457). */
export function problem(
  code: ProblemCode,
  options: { requestId: string; detail: string; headers?: readonly (readonly [string, string])[] },
): GatewayAnswer {
  const { requestId, detail, headers = [] } = options;
  const { status, title } = problemTable[code];
  const body = JSON.stringify({ type: 'about:blank', title, status, code, detail, requestId });
  return { status, headers: [...always, ...headers], body: Buffer.from(body) };
}

/** Of these a request may have one: two leave open which the next hop believes. */
const SINGLE_HEADERS = ['authorization', 'content-length', 'content-type', 'host', 'transfer-encoding'] as const;

/** Undefined for a sound request; else its fault. */
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
 * Faults that the HTTP parser refuses before there is a request: contradictory lengths, headers too large, no HTTP, or
 * a slow request. The
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
