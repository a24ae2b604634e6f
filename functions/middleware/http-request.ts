import type { APIGatewayProxyEvent } from 'aws-lambda';
import type { RouteSpec } from '../../schemas/api/route-spec.ts';
import { type EpochMs, epochMs } from '../../schemas/units.ts';
import { pageLanguage } from '../pages/page-language.ts';
import { bodyBytes, parseJsonBody, requireMediaType } from './http-body.ts';
import { authorize, type Principal } from './http-principal.ts';
import type { RequestFacts } from './http-types.ts';
import { requirePathIds, validate } from './http-validate.ts';

/** A request in the form for every route; `RouteRequest` types it per route. */
export interface ParsedRequest extends RequestFacts {
  readonly body: unknown;
  readonly query: unknown;
  readonly path: Readonly<Record<string, string>>;
  readonly principal: Principal | null;
}

export type Caller = Pick<ParsedRequest, 'path' | 'principal' | 'nowMs'>;

/** Who calls, allowed to use the route, and when. @throws ProblemError */
export function readCaller(event: APIGatewayProxyEvent, spec: RouteSpec): Caller {
  const path = readPath(event);
  return { path, principal: authorize(event, { spec, path }), nowMs: now() };
}

/** Parses the parts of `spec`, in the order in which a caller should see faults. @throws ProblemError */
export function readRequest(
  event: APIGatewayProxyEvent,
  { spec, caller }: { spec: RouteSpec; caller: Caller },
): ParsedRequest {
  const headers = lowerCased(event.headers);
  const bytes = bodyBytes(event);
  return {
    ...caller,
    headers,
    bytes,
    query: spec.query === undefined ? undefined : validate(spec.query, event.queryStringParameters ?? {}),
    body: readBody(spec, { bytes, contentType: headers['content-type'] }),
    requestId: event.requestContext.requestId,
    acceptLanguage: pageLanguage(undefined, headers['accept-language']),
  };
}

function readBody(
  { body, orCsv }: RouteSpec,
  { bytes, contentType }: { bytes: Uint8Array; contentType: string | undefined },
): unknown {
  if (body === undefined) return undefined;
  const type = requireMediaType(contentType, 'application/json', ...(orCsv === true ? ['text/csv'] : []));
  return type === 'text/csv' ? undefined : validate(body, parseJsonBody(bytes));
}

const now = (): EpochMs => epochMs(Date.now());

/** Header names are case-insensitive, and API Gateway keeps the caller's spelling. */
export function lowerCased(headers: APIGatewayProxyEvent['headers'] | null): Readonly<Record<string, string>> {
  const entries = Object.entries(headers ?? {}).flatMap(([name, value]) =>
    value === undefined ? [] : [[name.toLowerCase(), value] as const],
  );
  return Object.fromEntries(entries);
}

function readPath(event: APIGatewayProxyEvent): Readonly<Record<string, string>> {
  const entries = Object.entries(event.pathParameters ?? {}).map(([name, value]) => [name, value ?? ''] as const);
  const path = Object.fromEntries(entries);
  requirePathIds(path);
  return path;
}
