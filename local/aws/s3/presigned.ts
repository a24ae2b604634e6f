import type { Clock } from '../../clock.ts';
import { AwsError } from '../aws-error.ts';

const MAX_EXPIRES_SECONDS = 604_800;
const AMZ_DATE = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/;

/** Throws when a presigned link is past its time. Its signature is not checked: the endpoint knows no secret keys. */
export function assertNotExpired(query: URLSearchParams, clock: Clock): void {
  const expires = query.get('X-Amz-Expires');
  if (expires === null) return;
  const seconds = Number(expires);
  if (!Number.isSafeInteger(seconds) || seconds < 0 || seconds > MAX_EXPIRES_SECONDS)
    throw new AwsError('AuthorizationQueryParametersError', 'X-Amz-Expires must be between 0 and 604800 seconds');
  const signedAtMs = parseAmzDate(query.get('X-Amz-Date') ?? '');
  if (clock.now() > signedAtMs + seconds * 1000)
    throw new AwsError('AccessDenied', 'Request has expired', { status: 403 });
}

function parseAmzDate(text: string): number {
  const iso = text.replace(AMZ_DATE, '$1-$2-$3T$4:$5:$6Z');
  const atMs = Date.parse(iso);
  if (!Number.isNaN(atMs) && AMZ_DATE.test(text)) return atMs;
  throw new AwsError(
    'AuthorizationQueryParametersError',
    "X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\"",
  );
}
