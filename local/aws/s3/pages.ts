import { isVisit, senderOf } from '../../http/request-origin.ts';
import { AwsError } from '../aws-error.ts';
import type { ServiceAnswer, ServiceCall } from '../service.ts';
import { isPresigned } from './presigned.ts';

/**
 * Throws for a web page, but for those of the site (`cors`) with what was signed for them, and for a person who follows
 * a presigned link, wherever it stands.
 */
export function assertNoForeignPage(call: Pick<ServiceCall, 'method' | 'headers'>, cors: readonly CorsRule[]): void {
  const { method, headers } = call;
  const { origin } = headers;
  const isOfSite = origin !== undefined && cors.some(({ allowedOrigins }) => allowedOrigins.includes(origin));
  if (isOfSite && isPresigned(call)) return;
  if (origin === undefined && senderOf(headers) !== 'foreign_page') return;
  if (origin === undefined && isPresigned(call) && method === 'GET' && isVisit(headers)) return;
  throw new AwsError('AccessDenied', 'A page of this origin may not ask this', { status: 403 });
}

/** Types that a browser would run: a stranger's upload must not become a page of this origin. */
const ACTIVE_TYPE = /html|xml|svg|script|multipart|xsl|mhtml|flash|css|wasm/i;

/** How a browser receives an object: as a download, never as a page. */
export function inertHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  const { 'content-type': type = '', 'content-disposition': disposition = '' } = headers;
  const [, parameters = ''] = /^[^;]*(;[\s\S]*)$/.exec(disposition) ?? [];
  return {
    ...headers,
    'content-type': type === '' || ACTIVE_TYPE.test(type) ? 'application/octet-stream' : type,
    'content-disposition': `attachment${parameters}`,
    'content-security-policy': "sandbox; default-src 'none'",
    'x-content-type-options': 'nosniff',
  };
}

/** As a bucket's CORS configuration has it, without headers of the request: none is allowed then. */
export interface CorsRule {
  readonly allowedOrigins: readonly string[];
  readonly allowedMethods: readonly string[];
}

interface Asked {
  readonly rules: readonly CorsRule[];
  readonly hasBucket: boolean;
  /** True for the URL of an object. */
  readonly hasKey: boolean;
}

const notAllowed =
  'This CORS request is not allowed. This is usually because the evalution of Origin, request method / ' +
  "Access-Control-Request-Method or Access-Control-Request-Headers are not whitelisted by the resource's CORS spec.";

/** The answer to a preflight: unsigned, without reading the object. @throws AwsError */
export function preflight({ headers }: ServiceCall, { rules, hasBucket, hasKey }: Asked): ServiceAnswer {
  const { origin } = headers;
  if (origin === undefined) throw new AwsError('BadRequest', 'Insufficient information. Origin request header needed.');
  const method = headers['access-control-request-method'] ?? 'OPTIONS';
  const forbidden = (message: string, ResourceType: string) =>
    new AwsError('AccessForbidden', `CORSResponse: ${message}`, {
      status: 403,
      details: { Method: method, ResourceType },
    });
  if (!hasBucket) throw forbidden('Bucket not found', 'BUCKET');
  if (rules.length === 0) throw forbidden('CORS is not enabled for this bucket.', 'BUCKET');
  const rule = matching(rules, { origin, method });
  if (rule === undefined || (headers['access-control-request-headers'] ?? '').trim() !== '')
    throw forbidden(notAllowed, hasKey ? 'OBJECT' : 'BUCKET');
  return { status: 200, headers: headersOf(rule, origin), body: '' };
}

/** The headers that let a page of the origin read the answer; none for a page elsewhere. */
export function corsHeaders(
  { headers, method }: ServiceCall,
  rules: readonly CorsRule[],
): Readonly<Record<string, string>> {
  const { origin } = headers;
  const rule = origin === undefined ? undefined : matching(rules, { origin, method });
  return origin === undefined || rule === undefined ? {} : headersOf(rule, origin);
}

const matching = (rules: readonly CorsRule[], { origin, method }: { origin: string; method: string }) =>
  rules.find(
    ({ allowedOrigins, allowedMethods }) => allowedOrigins.includes(origin) && allowedMethods.includes(method),
  );

const headersOf = ({ allowedMethods }: CorsRule, origin: string): Readonly<Record<string, string>> => ({
  'access-control-allow-origin': origin,
  'access-control-allow-methods': allowedMethods.join(', '),
  'access-control-allow-credentials': 'true',
  vary: 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method',
});
