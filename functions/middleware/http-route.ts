import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import type { RouteSpec } from '../../schemas/api/route-spec.ts';
import type { OperationId, routes } from '../../schemas/api/routes.ts';
import { problemResponse } from './http-problem.ts';
import type { ParsedRequest } from './http-request.ts';
import type { RouteRequest, RouteResponse } from './http-types.ts';
import { type AnyResponse, type Rendering, serveRoute } from './serve-route.ts';

/** One operation of the API, ready for a router. */
export interface HttpRoute<O extends OperationId = OperationId> {
  readonly operation: O;
  readonly spec: RouteSpec;
  readonly serve: (event: APIGatewayProxyEvent) => Promise<APIGatewayProxyResult>;
}

/** The specifications among which a route's own is: one part of the API's, so that a function holds what it serves. */
type Specs<O extends OperationId> = Pick<typeof routes, O>;

/**
 * Makes a route of `handle`, which gets its request authorised, parsed and typed, answers with a value, and throws
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
