import type { IncomingMessage } from 'node:http';
import * as z from 'zod/mini';
import type { FairSemaphore } from '../../functions/workers/fair-semaphore.ts';
import type { Log } from '../aws/log.ts';
import type { Clock } from '../clock.ts';
import { giveBack } from '../http/body-buffer.ts';
import type { Invoker } from '../lambda/runtime.ts';
import type { ActiveRequests } from './active-requests.ts';
import type { Admission, Admitted, Caller } from './admission.ts';
import type { Authorize } from './authorizer.ts';
import type { ClientAddressOf } from './client-address.ts';
import type { Connections } from './connections.ts';
import type { ConsoleFiles } from './console-files.ts';
import { askedMethod, preflightAnswer, type RefuseSender, readableByPages } from './cross-origin.ts';
import { type Identified, identifyCaller, type Refuse, retryLater } from './identify-caller.ts';
import { askUntilClosing } from './long-poll.ts';
import { type AuthorizerContext, GATEWAY_SCOPE, type GatewayRequest, proxyEvent } from './proxy-event.ts';
import { type GatewayAnswer, parseProxyResponse } from './proxy-response.ts';
import { discardBody, type Pace, type Received, receiveBody } from './receive-body.ts';
import { ambiguity, problem, refuseBody, refuseFailed, refuseUnmatched } from './refusals.ts';
import type { MatchRoute } from './route-table.ts';

/** API Gateway's limits of a REST API. */
const MAX_BODY_BYTES = 10 * 1024 * 1024;
const INTEGRATION_TIMEOUT_SECONDS = 29;

/** More than the longest inquiry of words alone. */
const LARGE_BODY_BYTES = 256 * 1024;

/** Somebody has to make room first. */
const retryWithRoom = [['retry-after', '30']] as const;

const functionFailure = z.object({ errorType: z.string() });

/** The tenant of a request by the authorizer's context; undefined for an unknown one. */
export type TenantOf = (context: AuthorizerContext) => string | undefined;

interface FlowOptions {
  readonly consoleFiles: ConsoleFiles;
  readonly matchRoute: MatchRoute;
  readonly refuseSender: RefuseSender;
  readonly admission: Admission;
  readonly authorize: Authorize;
  readonly lambda: Invoker;
  readonly tenantOf: TenantOf;
  readonly activeRequests: ActiveRequests;
  readonly clientAddressOf: ClientAddressOf;
  readonly connections: Connections;
  /** How many requests bring work to the functions at once; the others wait, by caller. */
  readonly submissions: FairSemaphore;
  /** The same for those of more than `LARGE_BODY_BYTES`. */
  readonly largeSubmissions: FairSemaphore;
  readonly pace: Pace;
  /** How long the rest of a refused request is read and discarded. */
  readonly lingerMs: number;
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

/**
 * A request's path: route, authorizer, a place, body, function. A refusal depends on the headers alone, before
 * the body takes a place. Rejects only when the caller breaks off while sending.
 */
export function createRequestFlow(options: FlowOptions): RequestFlow {
  return async (incoming, receipt) => {
    const refuse: Refuse = (code, detail, headers = []) =>
      problem(code, { requestId: receipt.requestId, detail, headers });
    const early = (answer: GatewayAnswer): GatewayAnswer => {
      discardBody(incoming, { clock: options.clock, lingerMs: options.lingerMs });
      return readableByPages(answer, asked);
    };
    const [path = '/', search = ''] = splitUrl(incoming.url ?? '/');
    const asked = options.matchRoute(askedMethod(incoming), path);
    const ambiguous = ambiguity(incoming);
    if (ambiguous !== undefined) return early(refuse('bad_request', ambiguous));
    const unwelcome = options.refuseSender(incoming, asked);
    if (unwelcome !== undefined) return early(refuse('forbidden', unwelcome));
    const file = preflightAnswer(incoming, asked) ?? options.consoleFiles(incoming.method ?? 'GET', path);
    if (file !== undefined) return early(file);
    const match = options.matchRoute(incoming.method ?? 'GET', path);
    if (match.kind !== 'found') return early(refuseUnmatched(match, refuse));
    const { route, pathParameters } = match;
    const request = { ...receipt, incoming, method: route.method, path, search, route, pathParameters };
    const isIdentified = options.connections.answering(incoming.socket);
    const identified = await identify(options, { request, refuse }).finally(isIdentified);
    if (identified.kind === 'refused') return early(identified.answer);
    const { caller, context } = identified;
    options.connections.belongsTo(incoming.socket, caller);
    if (route.bringsWork && !options.hasRoom())
      return early(refuse('unavailable', 'There is no room on the disk for new inquiries at present.', retryWithRoom));
    const admitted = options.admission.enter(route, caller);
    if (admitted === undefined) return early(refuse('unavailable', 'There is too much work at present.', retryLater));
    try {
      const received = await receive(options, { incoming, admitted });
      if (received.kind !== 'whole') return early(refuseBody(received, refuse));
      const body = received.bytes;
      const answered = answer(options, { request, body, refuse, caller, context }).finally(() => giveBack(body));
      return readableByPages(await answered, asked);
    } finally {
      admitted.leave();
    }
  };
}

/** Every failure is answered: an error of the authorizer's call as well. */
function identify(
  { clock, authorize, clientAddressOf, log }: FlowOptions,
  { request, refuse }: { request: GatewayRequest; refuse: Refuse },
): Promise<Identified> {
  const address = clientAddressOf(request.incoming);
  const refused = (answer: GatewayAnswer): Identified => ({ kind: 'refused', answer });
  return withTimeout(clock, {
    work: () =>
      identifyCaller(request, { address, authorize, refuse, log }).catch((error: unknown) =>
        refused(refuseFailed(error, { request, refuse, log })),
      ),
    late: () => refused(refuse('timeout', `There was no answer within ${INTEGRATION_TIMEOUT_SECONDS} seconds.`)),
  });
}

function receive(
  { clock, pace }: FlowOptions,
  { incoming, admitted }: { incoming: IncomingMessage; admitted: Admitted },
): Promise<Received> {
  const { takeBodyBytes } = admitted;
  return receiveBody(incoming, { limitBytes: MAX_BODY_BYTES, pace, clock, takeBodyBytes });
}

interface Work {
  readonly request: GatewayRequest;
  readonly body: Buffer;
  readonly refuse: Refuse;
  readonly caller: Caller;
  readonly context: AuthorizerContext | undefined;
}

async function answer(options: FlowOptions, work: Work): Promise<GatewayAnswer> {
  const { request, refuse } = work;
  const answered = options.connections.answering(request.incoming.socket);
  try {
    return await withTimeout(options.clock, {
      work: (signal) => invokeOrRefuse(options, work, signal),
      late: () => refuse('timeout', `There was no answer within ${INTEGRATION_TIMEOUT_SECONDS} seconds.`),
    });
  } finally {
    answered();
  }
}

function splitUrl(url: string): readonly string[] {
  const mark = url.indexOf('?');
  return mark === -1 ? [url] : [url.slice(0, mark), url.slice(mark + 1)];
}

async function invokeOrRefuse(options: FlowOptions, work: Work, signal: AbortSignal): Promise<GatewayAnswer> {
  const { request, refuse, caller } = work;
  const submissions = work.body.length > LARGE_BODY_BYTES ? options.largeSubmissions : options.submissions;
  const leave = request.route.bringsWork ? await submissions.acquire(caller.key) : () => {};
  try {
    if (signal.aborted) return refuse('timeout', 'The wait was given up.');
    return await invoke(options, { ...work, signal }, work.context);
  } catch (error) {
    if (signal.aborted) return refuse('timeout', 'The wait was given up.');
    return refuseFailed(error, { request, refuse, log: options.log });
  } finally {
    leave();
  }
}

async function invoke(
  { lambda, log, tenantOf, activeRequests, closing }: FlowOptions,
  { request, body, signal, refuse }: Work & { readonly signal: AbortSignal },
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
function withTimeout<Result>(
  clock: Clock,
  { work, late }: { work: (signal: AbortSignal) => Promise<Result>; late: () => Result },
): Promise<Result> {
  const controller = new AbortController();
  return new Promise((resolve, reject) => {
    const cancel = clock.schedule(clock.now() + INTEGRATION_TIMEOUT_SECONDS * 1000, () => {
      resolve(late());
      controller.abort();
    });
    work(controller.signal).then(resolve, reject).finally(cancel);
  });
}
