import type { IncomingMessage } from 'node:http';
import * as z from 'zod/mini';
import type { ProblemCode } from '../../schemas/errors.ts';
import { AwsError } from '../aws/aws-error.ts';
import { readBody } from '../aws/http-server.ts';
import type { Log } from '../aws/log.ts';
import type { Clock } from '../clock.ts';
import type { Invoker } from '../lambda/runtime.ts';
import type { ActiveRequests } from './active-requests.ts';
import { type Admission, RETRY_AFTER_SECONDS } from './admission.ts';
import type { Authorize, Decision } from './authorizer.ts';
import type { ConsoleFiles } from './console-files.ts';
import { askUntilClosing } from './long-poll.ts';
import { ambiguity } from './malformed.ts';
import { problem } from './problem.ts';
import { type AuthorizerContext, GATEWAY_SCOPE, type GatewayRequest, proxyEvent } from './proxy-event.ts';
import { type GatewayAnswer, parseProxyResponse } from './proxy-response.ts';
import type { MatchRoute, RouteMatch } from './route-table.ts';

/** API Gateway's limits of a REST API. */
const MAX_BODY_BYTES = 10 * 1024 * 1024;
const INTEGRATION_TIMEOUT_SECONDS = 29;

const retryLater = [['retry-after', String(RETRY_AFTER_SECONDS)]] as const;

/** Somebody has to make room first. */
const retryWithRoom = [['retry-after', '30']] as const;

const functionFailure = z.object({ errorType: z.string() });

/** Whose a request is, by what the authorizer says of it; undefined for one that belongs to nobody known. */
export type TenantOf = (context: AuthorizerContext) => string | undefined;

interface FlowOptions {
  readonly consoleFiles: ConsoleFiles;
  readonly matchRoute: MatchRoute;
  readonly admission: Admission;
  readonly authorize: Authorize;
  readonly lambda: Invoker;
  readonly tenantOf: TenantOf;
  readonly activeRequests: ActiveRequests;
  readonly clock: Clock;
  readonly log: Log;
  /** Whether there is room to keep what new work brings. */
  readonly hasRoom: () => boolean;
  /** Aborted when the gateway takes no more requests. */
  readonly closing: AbortSignal;
}

interface Receipt {
  readonly requestId: string;
  readonly receivedAtMs: number;
}

export type RequestFlow = (incoming: IncomingMessage, receipt: Receipt) => Promise<GatewayAnswer>;

/** A request's way: route, body, authorizer, function. Rejects only when the caller breaks off while sending. */
export function createRequestFlow(options: FlowOptions): RequestFlow {
  return async (incoming, receipt) => {
    const refuse = (code: ProblemCode, detail: string, headers?: readonly (readonly [string, string])[]) =>
      problem(code, { requestId: receipt.requestId, detail, ...(headers === undefined ? {} : { headers }) });
    const [path = '/', search = ''] = splitUrl(incoming.url ?? '/');
    const file = options.consoleFiles(incoming.method ?? 'GET', path);
    if (file !== undefined) {
      incoming.resume();
      return file;
    }
    const match = options.matchRoute(incoming.method ?? 'GET', path);
    if (match.kind === 'found' && match.route.bringsWork && !options.hasRoom()) {
      incoming.resume();
      return refuse('unavailable', 'There is no room on the disk for new inquiries at present.', retryWithRoom);
    }
    const leave = match.kind === 'found' ? options.admission.enter(match.route) : () => {};
    if (leave === undefined) {
      incoming.resume(); // unread, the body would hold the connection
      return refuse('unavailable', 'There is too much work at present.', retryLater);
    }
    try {
      return await answer(options, { incoming, receipt, match, path, search, refuse });
    } finally {
      leave();
    }
  };
}

interface Matched {
  readonly incoming: IncomingMessage;
  readonly receipt: Receipt;
  readonly match: RouteMatch;
  readonly path: string;
  readonly search: string;
  readonly refuse: Refuse;
}

async function answer(options: FlowOptions, matched: Matched): Promise<GatewayAnswer> {
  const { incoming, receipt, match, path, search, refuse } = matched;
  const body = await readBody(incoming, MAX_BODY_BYTES);
  const ambiguous = ambiguity(incoming);
  if (ambiguous !== undefined) return refuse('bad_request', ambiguous);
  if (match.kind !== 'found') return refuseUnmatched(match, refuse);
  if (body.kind === 'too_large') return refuse('payload_too_large', 'A request may have 10 MB at most.');
  const { route, pathParameters } = match;
  const request = { ...receipt, incoming, method: route.method, path, search, route, pathParameters };
  return withTimeout(options.clock, {
    work: (signal) => authorizeAndInvoke(options, { request, body: body.bytes, signal, refuse }),
    late: () => refuse('timeout', `There was no answer within ${INTEGRATION_TIMEOUT_SECONDS} seconds.`),
  });
}

type Refuse = (code: ProblemCode, detail: string, headers?: readonly (readonly [string, string])[]) => GatewayAnswer;

interface Work {
  readonly request: GatewayRequest;
  readonly body: Buffer;
  readonly signal: AbortSignal;
  readonly refuse: Refuse;
}

function splitUrl(url: string): readonly string[] {
  const mark = url.indexOf('?');
  return mark === -1 ? [url] : [url.slice(0, mark), url.slice(mark + 1)];
}

function refuseUnmatched(match: Exclude<RouteMatch, { kind: 'found' }>, refuse: Refuse): GatewayAnswer {
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

async function authorizeAndInvoke(options: FlowOptions, work: Work): Promise<GatewayAnswer> {
  const { request, refuse, signal } = work;
  try {
    if (request.route.auth === 'none') return await invoke(options, work, undefined);
    const decision = await options.authorize(request);
    if (decision.kind === 'allowed') return await invoke(options, work, decision.context);
    return refuseDecision(decision, work, options.log);
  } catch (error) {
    if (signal.aborted) return refuse('timeout', 'The wait was given up.');
    if (error instanceof AwsError && error.name === 'RequestTooLargeException')
      return refuse('payload_too_large', 'The request is larger than its function can take (6 MB).');
    const { requestId } = request;
    options.log.error('The gateway could not invoke', {
      requestId,
      function: request.route.function,
      error: String(error),
    });
    return refuse('internal', 'The request could not be handed on.');
  }
}

function refuseDecision(decision: Exclude<Decision, { kind: 'allowed' }>, work: Work, log: Log): GatewayAnswer {
  const { refuse, request } = work;
  const challenge = [['www-authenticate', 'Bearer']] as const;
  switch (decision.kind) {
    case 'missing_identity':
      return refuse('unauthorized', 'The Authorization header is missing.', challenge);
    case 'unauthorized':
      return refuse('unauthorized', 'The Authorization header holds no valid key or token.', challenge);
    case 'forbidden':
      return refuse('forbidden', 'The key or token does not allow this.');
    case 'failed':
      log.error('The authorizer failed', { requestId: request.requestId, reason: decision.reason });
      return decision.mayPass
        ? refuse('unavailable', 'The request could not be authorized at present.', retryLater)
        : refuse('internal', 'The request could not be authorized.');
    default:
      return decision satisfies never;
  }
}

async function invoke(
  { lambda, log, tenantOf, activeRequests, closing }: FlowOptions,
  { request, body, signal, refuse }: Work,
  authorizer: AuthorizerContext | undefined,
): Promise<GatewayAnswer> {
  const { function: functionName } = request.route;
  const ask = (search: string) => {
    const event = proxyEvent({ ...request, search }, { body, ...(authorizer === undefined ? {} : { authorizer }) });
    return lambda.invoke({ ...GATEWAY_SCOPE, functionName, payload: JSON.stringify(event), signal });
  };
  const leave = activeRequests.enter(authorizer && tenantOf(authorizer));
  const changesNothing = request.method === 'GET';
  const asked = changesNothing ? askUntilClosing(request.search, { ask, closing }) : ask(request.search);
  const result = await asked.finally(leave);
  const answer = result.functionError === undefined ? parseProxyResponse(result.payload) : undefined;
  if (answer !== undefined) return answer;
  const reason = result.functionError === undefined ? 'malformed response' : errorTypeOf(result.payload);
  log.error('The function gave no valid answer', { requestId: request.requestId, function: functionName, reason });
  if (reason === 'Runtime.ExitError') return refuse('unavailable', 'The request was broken off.', retryLater);
  return refuse('bad_gateway', 'The function gave no valid answer.');
}

/** The type alone: a message may hold a customer's text. */
function errorTypeOf(payload: string): string {
  const parsed = functionFailure.safeParse(JSON.parse(payload));
  return parsed.success ? parsed.data.errorType : 'unknown';
}

/** On timeout the wait is given up; like on AWS the function itself runs on. */
function withTimeout(
  clock: Clock,
  { work, late }: { work: (signal: AbortSignal) => Promise<GatewayAnswer>; late: () => GatewayAnswer },
): Promise<GatewayAnswer> {
  const controller = new AbortController();
  return new Promise((resolve, reject) => {
    const cancel = clock.schedule(clock.now() + INTEGRATION_TIMEOUT_SECONDS * 1000, () => {
      resolve(late());
      controller.abort();
    });
    work(controller.signal).then(resolve, reject).finally(cancel);
  });
}
