import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import type { RouteSpec } from '../../schemas/api/route-spec.ts';
import { type OperationId, routes } from '../../schemas/api/routes.ts';
import { logRequest } from './http-log.ts';
import { type Asked, problemResponse } from './http-problem.ts';
import { type Charge, chargeRequest, freeOfCharge } from './http-rate-limit.ts';
import { lowerCased, type ParsedRequest, readCaller, readRequest } from './http-request.ts';
import type { RouteRequest, RouteResponse } from './http-types.ts';
import type { ProblemError } from './problem-error.ts';
import { toProblem } from './to-problem.ts';

/** One operation of the API, ready for a router. */
export interface HttpRoute {
  readonly operation: OperationId;
  readonly spec: RouteSpec;
  readonly serve: (event: APIGatewayProxyEvent) => Promise<APIGatewayProxyResult>;
}

export interface AnyResponse {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** How the answers of a route are written. */
export interface Rendering {
  success(response: AnyResponse): APIGatewayProxyResult;
  problem(problem: ProblemError, asked: Asked): APIGatewayProxyResult;
}

/**
 * Makes a route of `handle`, which gets its request authorised, parsed and typed, answers with a value, and throws
 * `ProblemError` for everything else. Writes one log line.
 */
type MakeRoute = <O extends OperationId>(
  operation: O,
  handle: (request: RouteRequest<O>) => Promise<RouteResponse<O>>,
) => HttpRoute;

export function routesRendered(rendering: Rendering): MakeRoute {
  function makeRoute<O extends OperationId>(
    operation: O,
    handle: (request: RouteRequest<O>) => Promise<RouteResponse<O>>,
  ): HttpRoute;
  function makeRoute(operation: OperationId, handle: (request: ParsedRequest) => Promise<AnyResponse>): HttpRoute {
    const spec: RouteSpec = routes[operation];
    const serve = async (event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> => {
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
        return charged(rendering.success(response), charge);
      } catch (error) {
        const problem = toProblem(error);
        const result = rendering.problem(problem, { requestId, headers: lowerCased(event.headers) });
        logRequest({ ...line(result.statusCode), code: problem.code, fault: problem.cause });
        return charged(result, charge);
      }
    };
    return { operation, spec, serve };
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

/** A route may have limits of its own, which stand behind that of all requests. */
function charged(result: APIGatewayProxyResult, { headers }: Charge): APIGatewayProxyResult {
  const own = result.headers ?? {};
  const both = Object.entries(headers).map(([name, field]) => [name, name in own ? `${field}, ${own[name]}` : field]);
  return { ...result, headers: { ...own, ...Object.fromEntries(both) } };
}

const since = (startedAtMs: number): number => Math.round(performance.now() - startedAtMs);
