import type { IncomingMessage } from 'node:http';
import { anyOriginHeaders, pageRequestHeaders } from '../../schemas/api/cross-origin.ts';
import { type IsServedHost, isVisit, senderOf } from '../http/request-origin.ts';
import type { GatewayAnswer } from './proxy-response.ts';
import type { RouteMatch } from './route-table.ts';

/** As long as API Gateway's preflights are good. */
const MAX_AGE_SECONDS = 3600;

type Request = Pick<IncomingMessage, 'method' | 'headers'>;

/** The method that a browser asks about before it sends a request; undefined when the request is no such preflight. */
const preflightedMethod = ({ method, headers }: Request): string | undefined =>
  method === 'OPTIONS' && headers.origin !== undefined ? headers['access-control-request-method'] : undefined;

/** The method that the request is for: its own, or that of the request it comes before. */
export const askedMethod = (request: Request): string => preflightedMethod(request) ?? request.method ?? 'GET';

/** The answer to a preflight of a route for pages of any origin; undefined for all others. */
export function preflightAnswer(request: Request, asked: RouteMatch): GatewayAnswer | undefined {
  const wanted = preflightedMethod(request);
  if (wanted === undefined || !isOpen(asked)) return undefined;
  return {
    status: 204,
    headers: [
      ['access-control-allow-origin', anyOriginHeaders['access-control-allow-origin']],
      ['access-control-allow-methods', wanted],
      ['access-control-allow-headers', pageRequestHeaders.join(', ')],
      ['access-control-max-age', String(MAX_AGE_SECONDS)],
    ],
    body: Buffer.alloc(0),
  };
}

/** Lets the page read the gateway's own refusals too; a function's own header wins. */
export function readableByPages(answer: GatewayAnswer, match: RouteMatch): GatewayAnswer {
  if (!isOpen(match)) return answer;
  const named = new Set(answer.headers.map(([name]) => name.toLowerCase()));
  const missing = Object.entries(anyOriginHeaders).filter(([name]) => !named.has(name));
  return { ...answer, headers: [...answer.headers, ...missing] };
}

const isOpen = (match: RouteMatch): boolean => match.kind === 'found' && match.route.isOpenToPages === true;

/** Why a request is refused, by its host or its sending page; undefined when it is admitted. */
export type RefuseSender = (incoming: IncomingMessage, match: RouteMatch) => string | undefined;

/**
 * A page of the site may ask anything. A page elsewhere may follow a link (a customer's or an agent's from web mail),
 * call what pages of any origin may, and send what carries a key or token, since it must have that already. All else
 * that a browser would send for it is refused: it would act with nothing but the place the browser is at.
 */
export function createSenderCheck(options: {
  isServedHost: IsServedHost;
  ownOrigins: readonly string[];
}): RefuseSender {
  const { isServedHost, ownOrigins } = options;
  return ({ method = 'GET', headers }, match) => {
    // No browser leaves the host out; HTTP/1.1 without one is malformed, and refused as that.
    if (headers.host !== undefined && !isServedHost(headers.host))
      return 'This API is not served by that host name. PUBLIC_BASE_URL and ALLOWED_HOSTS name others than loopback.';
    if (senderOf(headers, ownOrigins) !== 'foreign_page') return undefined;
    if (match.kind === 'found' && match.route.isOpenToPages === true) return undefined;
    if (match.kind === 'found' && match.route.auth === 'authorizer' && headers.authorization !== undefined)
      return undefined;
    if ((method === 'GET' || method === 'HEAD') && isVisit(headers)) return undefined;
    return 'A page of another origin may not send this.';
  };
}
