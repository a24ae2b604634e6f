import type { IncomingMessage } from 'node:http';
import type { GatewayRoute } from './route-table.ts';

/** Account and Region that ARNs of the one-machine API carry. */
export const GATEWAY_SCOPE = { account: '000000000000', region: 'us-east-1' } as const;
export const STAGE = 'local';
const API_ID = 'local';

export type AuthorizerContext = Readonly<Record<string, string>>;

/** A request with its route. */
export interface GatewayRequest {
  readonly incoming: IncomingMessage;
  readonly requestId: string;
  /** The method of the route, so GET for a HEAD that a GET serves. */
  readonly method: string;
  readonly path: string;
  readonly search: string;
  readonly route: GatewayRoute;
  readonly pathParameters: Readonly<Record<string, string>>;
  readonly receivedAtMs: number;
}

/** Media types that a Lambda gets as base64, as the API's binaryMediaTypes say on AWS. */
const BINARY_MEDIA_TYPE = /^\s*(multipart\/|image\/|application\/octet-stream)/i;

/** The members that an API Gateway REST API gives both a proxy integration and a REQUEST authorizer. */
export function requestEvent(request: GatewayRequest, authorizer?: AuthorizerContext): object {
  const { method, path, search, route, pathParameters } = request;
  return {
    resource: route.path,
    path,
    httpMethod: method,
    ...headerMembers(request.incoming),
    ...queryMembers(search),
    pathParameters: orNull(pathParameters),
    stageVariables: null,
    requestContext: requestContext(request, authorizer),
  };
}

/** APIGatewayProxyEvent (payload version 1.0). */
export function proxyEvent(request: GatewayRequest, options: { authorizer?: AuthorizerContext; body: Buffer }): object {
  const { authorizer, body } = options;
  const isBase64Encoded = body.length > 0 && BINARY_MEDIA_TYPE.test(request.incoming.headers['content-type'] ?? '');
  return {
    ...requestEvent(request, authorizer),
    body: body.length === 0 ? null : body.toString(isBase64Encoded ? 'base64' : 'utf8'),
    isBase64Encoded,
  };
}

/** Names stay as the caller wrote them; of a repeated header the single-value form has the last. */
function headerMembers({ rawHeaders, socket, headers: parsed }: IncomingMessage): object {
  const byName = new Map<string, string[]>();
  const add = (name: string, value: string): void => addTo(byName, name, value);
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] ?? '';
    if (!HOP_HEADERS.has(name.toLowerCase())) add(name, rawHeaders[index + 1] ?? '');
  }
  const forwarded = parsed['x-forwarded-for'];
  add('X-Forwarded-For', [forwarded, sourceIp(socket.remoteAddress)].filter(Boolean).join(', '));
  add('X-Forwarded-Proto', 'http');
  return { headers: lastOf(byName), multiValueHeaders: Object.fromEntries(byName) };
}

/** A map, since a caller may name a header or a query parameter `constructor` or `__proto__`. */
function addTo(byName: Map<string, string[]>, name: string, value: string): void {
  const values = byName.get(name);
  if (values === undefined) byName.set(name, [value]);
  else values.push(value);
}

const lastOf = (byName: ReadonlyMap<string, readonly string[]>): Record<string, string> =>
  Object.fromEntries([...byName].map(([name, values]) => [name, values.at(-1) ?? '']));

/** About the connection, or written by the gateway itself. */
const HOP_HEADERS: ReadonlySet<string> = new Set([
  'connection',
  'expect',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'x-forwarded-for',
  'x-forwarded-proto',
]);

function queryMembers(search: string): object {
  if (search === '') return { queryStringParameters: null, multiValueQueryStringParameters: null };
  const byName = new Map<string, string[]>();
  for (const [name, value] of new URLSearchParams(search)) addTo(byName, name, value);
  if (byName.size === 0) return { queryStringParameters: null, multiValueQueryStringParameters: null };
  return { queryStringParameters: lastOf(byName), multiValueQueryStringParameters: Object.fromEntries(byName) };
}

function requestContext(request: GatewayRequest, authorizer: AuthorizerContext | undefined): object {
  const { incoming, requestId, method, path, route, receivedAtMs } = request;
  const domainName = incoming.headers.host ?? 'localhost';
  return {
    resourceId: route.path,
    resourcePath: route.path,
    httpMethod: method,
    extendedRequestId: requestId,
    requestId,
    requestTime: requestTime(receivedAtMs),
    requestTimeEpoch: receivedAtMs,
    path: `/${STAGE}${path}`,
    accountId: GATEWAY_SCOPE.account,
    apiId: API_ID,
    stage: STAGE,
    protocol: `HTTP/${incoming.httpVersion}`,
    domainName,
    domainPrefix: domainName.split('.')[0],
    identity: {
      sourceIp: sourceIp(incoming.socket.remoteAddress),
      userAgent: incoming.headers['user-agent'] ?? null,
    },
    ...(authorizer === undefined ? {} : { authorizer }),
  };
}

/** `arn:aws:execute-api:<region>:<account>:<api>/<stage>/<METHOD>/<path>` */
export function methodArn({ method, path }: Pick<GatewayRequest, 'method' | 'path'>): string {
  return `arn:aws:execute-api:${GATEWAY_SCOPE.region}:${GATEWAY_SCOPE.account}:${API_ID}/${STAGE}/${method}${path}`;
}

/** As Apache writes it: `09/Apr/2015:12:34:56 +0000`. */
function requestTime(atMs: number): string {
  const [, day = '', month = '', year = '', time = ''] = new Date(atMs).toUTCString().split(' ');
  return `${day}/${month}/${year}:${time} +0000`;
}

function sourceIp(address = ''): string {
  return address.startsWith('::ffff:') ? address.slice(7) : address;
}

function orNull<T extends object>(members: T): T | null {
  for (const _ in members) return members;
  return null;
}
