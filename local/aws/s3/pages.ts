import { isVisit, senderOf } from '../../http/sender.ts';
import { AwsError } from '../aws-error.ts';
import type { ServiceCall } from '../service.ts';
import type { CorsRule } from './cors.ts';
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

/** Of types that a browser would run: what a stranger uploads must not become a page of this origin. */
const ACTIVE_TYPE = /html|xml|svg|script|multipart|xsl|mhtml|flash|css|wasm/i;

/** How an object is handed to a browser that opens it: as a file to keep, never as a page. */
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
