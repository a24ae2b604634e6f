import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { anyOriginHeaders, isOpenToPages } from '../../schemas/api/cross-origin.ts';
import type { RouteSpec } from '../../schemas/api/route-spec.ts';
import type { OperationId, routes } from '../../schemas/api/routes.ts';
import { logRequest } from './http-log.ts';
import { type Asked, problemResponse, toProblem } from './http-problem.ts';
import { type Charge, chargeRequest, freeOfCharge } from './http-rate-limit.ts';
import { lowerCased, type ParsedRequest, readCaller, readRequest } from './http-request.ts';
import type { RouteRequest, RouteResponse } from './http-types.ts';
import type { ProblemError } from './problem-error.ts';

/** One operation of the API, ready for a router. */
export interface HttpRoute<O extends OperationId = OperationId> {
  readonly operation: O;
  readonly spec: RouteSpec;
  readonly serve: (event: APIGatewayProxyEvent) => Promise<APIGatewayProxyResult>;
}

/** The specifications that include the route's: one part of the API's, so that a function holds only what it serves. */
type Specs<O extends OperationId> = Pick<typeof routes, O>;

/**
 * Makes a route of `handle`, which receives its request authorized, parsed and typed, answers with a value, and throws
 * `ProblemError` for everything else.
 */
type MakeRoute = <O extends OperationId>(
  specs: Specs<NoInfer<O>>,
  operation: O,
  handle: (request: RouteRequest<O>) => Promise<RouteResponse<O>>,
) => HttpRoute<O>;

export function routesRendered(rendering: Rendering): MakeRoute {
  function makeRoute<O extends OperationId>(
    specs: Specs<NoInfer<O>>,
    operation: O,
    handle: (request: RouteRequest<O>) => Promise<RouteResponse<O>>,
  ): HttpRoute<O>;
  function makeRoute<O extends OperationId>(
    specs: Readonly<Record<O, RouteSpec>>,
    operation: O,
    handle: (request: ParsedRequest) => Promise<AnyResponse>,
  ): HttpRoute<O> {
    const spec = specs[operation];
    return { operation, spec, serve: (event) => serveRoute({ operation, spec, handle, rendering }, event) };
  }
  return makeRoute;
}

/** A route that answers with JSON, or nothing. */
export const httpRoute = routesRendered({
  success: ({ status, body, headers }) => ({
    statusCode: status,
    headers: { ...(body !== null && { 'content-type': 'application/json' }), ...headers },
    body: body === null ? '' : JSON.stringify(body),
  }),
  problem: (problem, { requestId }) => problemResponse(problem, requestId),
});

/** The answer of a route's handler. */
interface AnyResponse {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** How the answers of a route are written. */
interface Rendering {
  success(response: AnyResponse): APIGatewayProxyResult;
  problem(problem: ProblemError, asked: Asked): APIGatewayProxyResult;
}

/** A route's specification, handler, and rendering of answers. */
interface RouteParts {
  readonly operation: OperationId;
  readonly spec: RouteSpec;
  readonly handle: (request: ParsedRequest) => Promise<AnyResponse>;
  readonly rendering: Rendering;
}

/** Answers a request by its route, charged to its caller. Writes one log line. Every thrown value becomes a problem. */
async function serveRoute(
  { operation, spec, handle, rendering }: RouteParts,
  event: APIGatewayProxyEvent,
): Promise<APIGatewayProxyResult> {
  const startedAtMs = performance.now();
  const { requestId } = event.requestContext;
  const line = (status: number) => ({ operation, requestId, status, durationMs: since(startedAtMs) });
  let charge = freeOfCharge;
  try {
    const caller = readCaller(event, spec);
    charge = await chargeRequest(caller.principal, caller.nowMs);
    const response = await handle(readRequest(event, { spec, caller }));
    if (response.status === 304) charge.giveBack();
    logRequest(line(response.status));
    return charged(openToPages(rendering.success(response), spec), charge);
  } catch (error) {
    const problem = toProblem(error);
    const result = rendering.problem(problem, { requestId, headers: lowerCased(event.headers) });
    logRequest({ ...line(result.statusCode), code: problem.code, fault: problem.cause });
    return charged(openToPages(result, spec), charge);
  }
}

/** Pages of any origin may read what a status token's routes answer, their problems too. */
const openToPages = (result: APIGatewayProxyResult, spec: RouteSpec): APIGatewayProxyResult =>
  isOpenToPages(spec) ? { ...result, headers: { ...anyOriginHeaders, ...result.headers } } : result;

/** A route may have its own limits, listed after that of all requests. */
function charged(result: APIGatewayProxyResult, { headers }: Charge): APIGatewayProxyResult {
  const own = result.headers ?? {};
  const both = Object.entries(headers).map(([name, field]) => [name, name in own ? `${field}, ${own[name]}` : field]);
  return { ...result, headers: { ...own, ...Object.fromEntries(both) } };
}

const since = (startedAtMs: number): number => Math.round(performance.now() - startedAtMs);
