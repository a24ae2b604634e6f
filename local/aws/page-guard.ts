import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { senderOf } from '../http/sender.ts';
import { isLoopbackHost } from '../http/served-hosts.ts';
import { AwsError } from './aws-error.ts';

/**
 * Throws unless the request was sent to a name of loopback, and that once: by a name of its own that points here a page
 * elsewhere would be of this endpoint's origin. @throws AwsError
 */
export function assertLoopbackHost({ headers, rawHeaders }: Pick<IncomingMessage, 'headers' | 'rawHeaders'>): void {
  const count = rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === 'host').length;
  if (count === 1 && isLoopbackHost(headers.host)) return;
  throw new AwsError('AccessDeniedException', 'Only localhost and loopback addresses are served here', { status: 403 });
}

/** Throws for what any page sends, since no page has business with AWS's services; S3 has rules of its own. @throws AwsError */
export function assertNoPage(headers: IncomingHttpHeaders): void {
  if (headers.origin === undefined && senderOf(headers) === 'no_page') return;
  throw new AwsError('AccessDeniedException', 'A web page may not call this service', { status: 403 });
}

/** The outbox, the clock and the faults are for programs, and for pages of this endpoint itself. */
export const isForeignPage = (headers: IncomingHttpHeaders): boolean => senderOf(headers) === 'foreign_page';
