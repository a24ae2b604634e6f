import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { anyOriginHeaders, isOpenToPages } from '../../schemas/api/cross-origin.ts';
import type { RouteSpec } from '../../schemas/api/route-spec.ts';
import type { OperationId } from '../../schemas/api/routes.ts';
import { logRequest } from './http-log.ts';
import type { Asked } from './http-problem.ts';
import { type Charge, chargeRequest, freeOfCharge } from './http-rate-limit.ts';
import type { ParsedRequest } from './http-request.ts';
import { lowerCased, readCaller, readRequest } from './http-request.ts';
import type { ProblemError } from './problem-error.ts';
import { toProblem } from './to-problem.ts';

/** What a route's handler answers. */
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

/** What a route is, what it does, and how its answers are written. */
interface RouteParts {
  readonly operation: OperationId;
  readonly spec: RouteSpec;
  readonly handle: (request: ParsedRequest) => Promise<AnyResponse>;
  readonly rendering: Rendering;
}

/** Answers a request by its route, charged to who asks. Writes one log line. Whatever is thrown becomes a problem. */
export async function serveRoute(
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

/** A route may have limits of its own, which stand behind that of all requests. */
function charged(result: APIGatewayProxyResult, { headers }: Charge): APIGatewayProxyResult {
  const own = result.headers ?? {};
  const both = Object.entries(headers).map(([name, field]) => [name, name in own ? `${field}, ${own[name]}` : field]);
  return { ...result, headers: { ...own, ...Object.fromEntries(both) } };
}

const since = (startedAtMs: number): number => Math.round(performance.now() - startedAtMs);
