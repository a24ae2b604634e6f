import type { RouteSpec } from './route-spec.ts';

/**
 * Whether a page of any origin may call the route and read its answers: those that take an inquiry's status token, which
 * a company hands to its own pages. A token is written into a request by a script that has it; a browser adds none by
 * itself, so that no page can borrow one.
 */
export const isOpenToPages = ({ auth }: Pick<RouteSpec, 'auth'>): boolean => auth === 'company_or_customer';

/** What a page may set of a request. */
export const pageRequestHeaders = [
  'Authorization',
  'Content-Type',
  'Idempotency-Key',
  'If-Match',
  'If-None-Match',
] as const;

/** What a page may read of an answer, beside what browsers let it read anyway. */
export const pageResponseHeaders = [
  'ETag',
  'Location',
  'Retry-After',
  'Idempotency-Replayed',
  'RateLimit',
  'RateLimit-Policy',
] as const;

/** On answers that pages of any origin may read. Never with credentials: no cookie and no client certificate goes along. */
export const anyOriginHeaders = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': pageResponseHeaders.join(', '),
} as const;
