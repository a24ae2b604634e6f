import type { Clock } from '../../clock.ts';
import { AwsError } from '../aws-error.ts';
import type { ServiceCall } from '../service.ts';
import { ALGORITHM, isSignatureOfCall, type Signing, signatureDoesNotMatch, signingOf } from '../signature.ts';

const MAX_EXPIRES_SECONDS = 604_800;
/** How far a signer's clock may be ahead. */
const MAX_AHEAD_MS = 15 * 60_000;
const SIGNATURE = 'X-Amz-Signature';

/** Programs sign by a header; a call without AWS's scheme in it is authenticated by its signed link or form. */
export const isPresigned = ({ headers }: Pick<ServiceCall, 'headers'>): boolean =>
  headers.authorization?.startsWith('AWS4-') !== true;

/**
 * Throws unless a presigned link is whole, of this data folder's secret, and in its time. A link is all that a page
 * needs to read or write an object, so unlike a signed call it is verified always.
 */
export async function assertPresigned(
  call: Pick<ServiceCall, 'method' | 'path' | 'headers' | 'query'>,
  { secretAccessKey, clock }: { secretAccessKey: string; clock: Clock },
): Promise<void> {
  const query = new URLSearchParams(call.query);
  const signing = readSigning(query, clock);
  const signature = query.get(SIGNATURE) ?? '';
  const signedHeaders = (query.get('X-Amz-SignedHeaders') ?? '').split(';').filter((name) => name !== '');
  if (!signedHeaders.includes('host') || hasUnsignedHeaders(call, signedHeaders))
    throw new AwsError('AccessDenied', 'There were headers present in the request which were not signed', {
      status: 403,
    });
  query.delete(SIGNATURE);
  const payloadHash = query.get('X-Amz-Content-Sha256') ?? 'UNSIGNED-PAYLOAD';
  const signed = { signing, secretAccessKey, signature, query, signedHeaders, payloadHash };
  if (!(await isSignatureOfCall(call, signed))) throw signatureDoesNotMatch();
}

function readSigning(query: URLSearchParams, clock: Clock): Signing {
  if (query.get('X-Amz-Algorithm') !== ALGORITHM || [...query.keys()].some((name) => query.getAll(name).length > 1))
    throw malformed(`X-Amz-Algorithm only supports "${ALGORITHM}", and no parameter may come twice`);
  const text = query.get('X-Amz-Expires') ?? '';
  const seconds = Number(text);
  if (!/^\d+$/.test(text) || seconds > MAX_EXPIRES_SECONDS)
    throw malformed('X-Amz-Expires must be between 0 and 604800 seconds');
  const credential = query.get('X-Amz-Credential') ?? '';
  const signing = signingOf({ credential, amzDate: query.get('X-Amz-Date') ?? '' });
  if (signing === undefined || signing.credential.service !== 's3')
    throw malformed(
      "X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\" and of the credential's day",
    );
  const ageMs = clock.now() - signing.signedAtMs;
  if (ageMs > seconds * 1000) throw new AwsError('AccessDenied', 'Request has expired', { status: 403 });
  if (ageMs < -MAX_AHEAD_MS) throw new AwsError('AccessDenied', 'Request is not yet valid', { status: 403 });
  return signing;
}

/** What S3 acts upon must have been signed for. */
const hasUnsignedHeaders = ({ headers }: Pick<ServiceCall, 'headers'>, signed: readonly string[]): boolean =>
  Object.keys(headers).some((name) => name.startsWith('x-amz-') && !signed.includes(name));

const malformed = (message: string): AwsError => new AwsError('AuthorizationQueryParametersError', message);
