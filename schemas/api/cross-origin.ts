import type { RouteSpec } from './route-spec.ts';

/**
 * Whether a page of any origin may call the route and read its answers: those that take an inquiry's status token,
 * which a company gives to its own pages. A script writes its token into a request; a browser adds none on its own, so
 * that no page can borrow one.
 */
export const isOpenToPages = ({ auth }: Pick<RouteSpec, 'auth'>): boolean => auth === 'company_or_customer';

/** Request headers that a page may set. */
export const pageRequestHeaders = [
  'Authorization',
  'Content-Type',
  'Idempotency-Key',
  'If-Match',
  'If-None-Match',
] as const;

/** Response headers that a page may read besides those that CORS always allows. */
export const pageResponseHeaders = [
  'ETag',
  'Location',
  'Retry-After',
  'Idempotency-Replayed',
  'RateLimit',
  'RateLimit-Policy',
] as const;

/** On answers that pages of any origin may read. Never with credentials: no cookie, no client certificate. */
export const anyOriginHeaders = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': pageResponseHeaders.join(', '),
} as const;
