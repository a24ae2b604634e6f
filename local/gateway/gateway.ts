import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createFairSemaphore } from '../../functions/workers/fair-semaphore.ts';
import { closeGracefully, type Listening, listen } from '../aws/http-server.ts';
import { type Log, silentLog } from '../aws/log.ts';
import type { Clock } from '../clock.ts';
import type { IsServedHost } from '../http/request-origin.ts';
import type { Invoker } from '../lambda/runtime.ts';
import { type ActiveRequests, createActiveRequests } from './active-requests.ts';
import { type Backlog, createAdmission } from './admission.ts';
import { createAuthorizer } from './authorizer.ts';
import { createClientAddresses } from './client-address.ts';
import { createConnections } from './connections.ts';
import type { ConsoleFiles } from './console-files.ts';
import { createSenderCheck } from './cross-origin.ts';
import type { GatewayAnswer } from './proxy-response.ts';
import type { Pace } from './receive-body.ts';
import { answerMalformed } from './refusals.ts';
import { createRequestFlow, type RequestFlow, type TenantOf } from './request-flow.ts';
import { createRouteTable, type GatewayRoute } from './route-table.ts';

export interface Gateway extends Listening {
  /**
   * Takes no new requests, ends long polls with their present answer and gives the other requests in flight ten
   * seconds.
   */
  close(): Promise<void>;
}

interface GatewayOptions {
  /** 0 takes a free port. */
  readonly port: number;
  /** Default 127.0.0.1. */
  readonly host?: string;
  readonly routes: readonly GatewayRoute[];
  /** Files beside the routes; none when absent. */
  readonly consoleFiles?: ConsoleFiles;
  /** Default: every host, for a name that no one else can point here. */
  readonly isServedHost?: IsServedHost;
  /** Of the site's pages, beside the one that a request's Host names; default none. */
  readonly ownOrigins?: readonly string[];
  readonly authorizerFunction: string;
  readonly lambda: Invoker;
  readonly clock: Clock;
  /** The tenant of an authorized request; default none. */
  readonly tenantOf?: TenantOf;
  /** Where the requests in flight are counted, by tenant. */
  readonly activeRequests?: ActiveRequests;
  /** Default 60; 0 asks the authorizer each time. */
  readonly authorizerCacheSeconds?: number;
  /** The accepted work that has not begun; default none. */
  readonly backlog?: Backlog;
  /** Whether there is room to keep new work; always, unless given. */
  readonly hasRoom?: () => boolean;
  /** Requests that bring work, at once, before more are refused; default 128. */
  readonly mostRunning?: number;
  /** Addresses and networks whose X-Forwarded-For is believed; none unless given. */
  readonly trustedProxies?: readonly string[];
  /** How long a caller may take to send; default `DEFAULT_SENDING`. */
  readonly sending?: SendingLimits;
  readonly log?: Log;
}

export interface SendingLimits {
  /**
   * In real time, as the next two: from the connection, or the end of the request before, to the end of the headers.
   */
  readonly headersMs: number;
  /** The same to the end of the body; not below `headersMs`. */
  readonly requestMs: number;
  /** Interval of the check for late connections. */
  readonly lookEveryMs: number;
  /** How fast a body must come, by the gateway's clock. */
  readonly pace: Pace;
  /** How long the rest of a refused request is read and discarded. */
  readonly lingerMs: number;
}

const DEFAULT_AUTHORIZER_CACHE_SECONDS = 60;
/** API Gateway's limit of the request line and all headers together. */
const MAX_HEADER_BYTES = 10_240;
const DEFAULT_MOST_RUNNING = 128;
/** More at once end no sooner, since they share one thread and one store, and one company's would delay another's. */
const MOST_SUBMISSIONS_AT_WORK = 4;
/** Of those with files in them: a body has about ten times its size in copies while it is at work. */
const MOST_LARGE_SUBMISSIONS_AT_WORK = 2;
const noBacklog: Backlog = { waitingCount: 0, waitingCountOf: () => 0, isSharedWith: () => false };
const CLOSE_GRACE_MS = 10_000;
/** Longer than clients keep a connection: a request sent just as it closes is reset, and its effect is unknown. */
const IDLE_TIMEOUT_MS = 60_000;
/** Slower senders only hold a connection: 10 MB in a minute are 1.4 Mbit/s. */
const DEFAULT_SENDING: SendingLimits = {
  headersMs: 10_000,
  requestMs: 60_000,
  lookEveryMs: 1_000,
  pace: { graceMs: 5_000, minBytesPerSecond: 8_192 },
  lingerMs: 5_000,
};

/** Serves the routes as an API Gateway REST API with Lambda proxy integrations and a Lambda authorizer would. */
export async function openGateway(options: GatewayOptions): Promise<Gateway> {
  const { port, host = '127.0.0.1', routes, lambda, clock, log = silentLog } = options;
  const { authorizerFunction, authorizerCacheSeconds = DEFAULT_AUTHORIZER_CACHE_SECONDS } = options;
  const { mostRunning = DEFAULT_MOST_RUNNING, backlog = noBacklog, sending = DEFAULT_SENDING } = options;
  const addresses = createClientAddresses(options.trustedProxies ?? []);
  const connections = createConnections(clock);
  const closing = new AbortController();
  const mostOf = (key: string): number => (backlog.isSharedWith(key) ? 1 : MOST_SUBMISSIONS_AT_WORK);
  const flow = createRequestFlow({
    consoleFiles: options.consoleFiles ?? (() => undefined),
    matchRoute: createRouteTable(routes),
    refuseSender: createSenderCheck({
      isServedHost: options.isServedHost ?? (() => true),
      ownOrigins: options.ownOrigins ?? [],
    }),
    admission: createAdmission(backlog, { mostRunning }),
    authorize: createAuthorizer({
      functionName: authorizerFunction,
      lambda,
      clock,
      cacheSeconds: authorizerCacheSeconds,
    }),
    lambda,
    tenantOf: options.tenantOf ?? (() => undefined),
    activeRequests: options.activeRequests ?? createActiveRequests(clock),
    clientAddressOf: addresses.of,
    connections,
    largeSubmissions: createFairSemaphore({ mostAtOnce: MOST_LARGE_SUBMISSIONS_AT_WORK, mostOf }),
    submissions: createFairSemaphore({ mostAtOnce: MOST_SUBMISSIONS_AT_WORK, mostOf }),
    pace: sending.pace,
    lingerMs: sending.lingerMs,
    clock,
    log,
    hasRoom: options.hasRoom ?? (() => true),
    closing: closing.signal,
  });
  const server = createGatewayServer(flow, { clock, log, sending });
  server.on('connection', (socket) => connections.open(socket, addresses.ofSocket(socket)));
  const listening = await listen(server, { port, host });
  return {
    ...listening,
    close() {
      const closed = closeGracefully(server, CLOSE_GRACE_MS);
      closing.abort();
      return closed;
    },
  };
}

function createGatewayServer(
  flow: RequestFlow,
  { clock, log, sending }: { clock: Clock; log: Log; sending: SendingLimits },
): Server {
  const limits = {
    maxHeaderSize: MAX_HEADER_BYTES,
    headersTimeout: sending.headersMs,
    requestTimeout: sending.requestMs,
    keepAliveTimeout: IDLE_TIMEOUT_MS,
    connectionsCheckingInterval: sending.lookEveryMs, // Node's own 30 s would make of 10 s up to 40
    noDelay: true,
    requireHostHeader: false, // `ambiguity` does, in the form of every other answer
  };
  const server = createServer(limits, (request, response) => {
    const requestId = randomUUID();
    const receivedAtMs = clock.now();
    flow(request, { requestId, receivedAtMs }).then(
      (answer) => {
        write(response, answer, { requestId, isClosing: !server.listening });
        const { method, url = '' } = request;
        const durationMs = clock.now() - receivedAtMs;
        log.debug('request', { requestId, method, path: pathOf(url), status: answer.status, durationMs });
      },
      (error: unknown) => {
        // Only a caller that hangs up while sending gets here: the flow answers every other failure.
        log.debug('request broken off', { requestId, error: String(error) });
        request.socket.destroy();
      },
    );
  });
  server.timeout = IDLE_TIMEOUT_MS; // also for clients that do not read the answer; longer than any function may take
  server.on('clientError', (error, socket) => answerMalformed(error, socket, sending));
  return server;
}

/** A path can hold a status token or a reply link: only its first two segments are logged. */
function pathOf(url: string): string {
  const path = url.split('?', 1)[0] ?? '';
  return path
    .split('/', 3)
    .map((segment, index) => (index === 2 && !path.startsWith('/v1/') ? '…' : segment))
    .join('/');
}

function write(
  response: ServerResponse<IncomingMessage>,
  answer: GatewayAnswer,
  { requestId, isClosing }: { requestId: string; isClosing: boolean },
): void {
  const { status, headers, body } = answer;
  const lines: string[] = ['x-amzn-requestid', requestId];
  for (const [name, value] of headers) lines.push(name, value);
  // 413 leaves the rest of the body unread, so the connection cannot be used again.
  if (isClosing || status === 413) lines.push('connection', 'close');
  const hasBody = status !== 204 && status !== 304;
  if (hasBody) lines.push('content-length', String(body.length));
  response.writeHead(status, lines);
  response.end(hasBody ? body : undefined);
}
