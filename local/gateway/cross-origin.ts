import type { IncomingMessage } from 'node:http';
import { anyOriginHeaders, pageRequestHeaders } from '../../schemas/api/cross-origin.ts';
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

/** What a browser is told that asks before a request to a route for pages of any origin; undefined for all others. */
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

/** Lets the page read the gateway's own refusals too; what a function says of it stands. */
export function readableByPages(answer: GatewayAnswer, match: RouteMatch): GatewayAnswer {
  if (!isOpen(match)) return answer;
  const named = new Set(answer.headers.map(([name]) => name.toLowerCase()));
  const missing = Object.entries(anyOriginHeaders).filter(([name]) => !named.has(name));
  return { ...answer, headers: [...answer.headers, ...missing] };
}

const isOpen = (match: RouteMatch): boolean => match.kind === 'found' && match.route.isOpenToPages === true;
