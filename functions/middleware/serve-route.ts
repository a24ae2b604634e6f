import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { anyOriginHeaders, isOpenToPages } from '../../schemas/api/cross-origin.ts';
import { logRequest } from './http-log.ts';
import { type Charge, chargeRequest, freeOfCharge } from './http-rate-limit.ts';
import type { ParsedRequest } from './http-request.ts';
import { lowerCased, readCaller, readRequest } from './http-request.ts';
import type { AnyResponse, HttpRoute, Rendering } from './http-route.ts';
import { toProblem } from './to-problem.ts';

/** What a route is, what it does, and how its answers are written. */
type RouteParts = Pick<HttpRoute, 'operation' | 'spec'> & {
  readonly handle: (request: ParsedRequest) => Promise<AnyResponse>;
  readonly rendering: Rendering;
};

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
const openToPages = (result: APIGatewayProxyResult, spec: HttpRoute['spec']): APIGatewayProxyResult =>
  isOpenToPages(spec) ? { ...result, headers: { ...anyOriginHeaders, ...result.headers } } : result;

/** A route may have limits of its own, which stand behind that of all requests. */
function charged(result: APIGatewayProxyResult, { headers }: Charge): APIGatewayProxyResult {
  const own = result.headers ?? {};
  const both = Object.entries(headers).map(([name, field]) => [name, name in own ? `${field}, ${own[name]}` : field]);
  return { ...result, headers: { ...own, ...Object.fromEntries(both) } };
}

const since = (startedAtMs: number): number => Math.round(performance.now() - startedAtMs);
