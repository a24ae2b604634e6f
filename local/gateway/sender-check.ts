import type { IncomingMessage } from 'node:http';
import { type IsServedHost, isVisit, senderOf } from '../http/request-origin.ts';
import type { RouteMatch } from './route-table.ts';

/** Why a request is not let in, by the host it names or the page that sends it; undefined when it is. */
export type RefuseSender = (incoming: IncomingMessage, match: RouteMatch) => string | undefined;

/**
 * A page of the site may ask anything. A page elsewhere may follow a link (a customer's or an agent's from web mail), call
 * what pages of any origin may, and send what carries a key or token, since it must have that already. All else that
 * a browser would send for it is refused: it would act with nothing but the place the browser is at.
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
