import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Clock } from '../clock.ts';
import { parseAuthorization, type SignedHeader } from './authorization-header.ts';
import { AwsError } from './aws-error.ts';
import { assertSignedChunks } from './s3/chunk-signatures.ts';
import { isPresigned } from './s3/presigned.ts';
import type { ServiceAnswer, ServiceCall } from './service.ts';
import { isSignatureOfCall } from './signature.ts';

/** How the endpoint knows its callers, where it asks who they are. */
export interface Authentication {
  /** Throws unless the call is signed with the secret. @throws AwsError */
  assertSigned(call: ServiceCall): Promise<void>;
  /** Whether the headers carry the secret as a Basic password, under any name: for `/_aws/`, which no SDK signs. */
  isSignedIn(headers: IncomingHttpHeaders): boolean;
}

interface Keys {
  readonly secretAccessKey: string;
  readonly clock: Clock;
}

export function createAuthentication(keys: Keys): Authentication {
  const expected = digestOf(keys.secretAccessKey);
  return {
    // Links and forms are verified by S3 itself, always.
    assertSigned: async (call) =>
      call.service === 's3' && isPresigned(call) ? undefined : assertHeaderSignature(call, keys),
    isSignedIn: ({ authorization = '' }) => timingSafeEqual(digestOf(basicPassword(authorization)), expected),
  };
}

export const basicAuthorization = (password: string): string =>
  `Basic ${Buffer.from(`aws:${password}`).toString('base64')}`;

/** What asks a browser for a name and a password. */
export const signInAnswer: ServiceAnswer = {
  status: 401,
  headers: {
    'content-type': 'application/json; charset=utf-8',
    'www-authenticate': 'Basic realm="AWS endpoint of this machine", charset="UTF-8"',
  },
  body: JSON.stringify({ message: 'The password is AWS_SECRET_ACCESS_KEY of: npm run admin -- credentials' }),
};

const digestOf = (text: string): Buffer => createHash('sha256').update(text).digest();

function basicPassword(authorization: string): string {
  const [, encoded = ''] = /^Basic ([\w+/=-]{1,512})$/i.exec(authorization) ?? [];
  const decoded = Buffer.from(encoded, 'base64').toString();
  return decoded.slice(decoded.indexOf(':') + 1);
}

async function assertHeaderSignature(call: ServiceCall, { secretAccessKey, clock }: Keys): Promise<void> {
  if (call.headers.authorization === undefined)
    throw new AwsError('MissingAuthenticationTokenException', 'Missing Authentication Token', { status: 403 });
  const signed = parseAuthorization(call.headers);
  if (signed?.signing.credential.service !== call.service)
    throw refusal(call, 'Authorization and X-Amz-Date must be whole, in the form of AWS4-HMAC-SHA256 and of one day.');
  assertAllSigned(call, signed);
  assertInTime(call, signed, clock.now());
  const payloadHash = payloadHashOf(call);
  const by = { ...signed, secretAccessKey };
  if (!(await isSignatureOfCall(call, { ...by, query: call.query, payloadHash }))) throw refusal(call);
  if (payloadHash.startsWith('STREAMING-AWS4-')) await assertSignedChunks(call, by);
}

/** What a service acts upon, such as X-Amz-Target, must have been signed. */
function assertAllSigned(call: ServiceCall, { signedHeaders }: SignedHeader): void {
  const unsigned = Object.keys(call.headers).filter((name) => name.startsWith('x-amz-') || name === 'host');
  const missing = unsigned.find((name) => !signedHeaders.includes(name));
  if (missing !== undefined) throw refusal(call, `The header ${missing} was not signed.`);
}

const MAX_SKEW_MINUTES = 5;
const MAX_SKEW_MINUTES_OF_S3 = 15;

/** The answer's Date lets an SDK set its clock right and sign again. */
function assertInTime(call: ServiceCall, { signing: { signedAtMs } }: SignedHeader, nowMs: number): void {
  const isS3 = call.service === 's3';
  const minutes = isS3 ? MAX_SKEW_MINUTES_OF_S3 : MAX_SKEW_MINUTES;
  if (Math.abs(nowMs - signedAtMs) <= minutes * 60_000) return;
  const [signedAt, now] = [signedAtMs, nowMs].map((ms) => new Date(ms).toISOString());
  throw new AwsError(
    isS3 ? 'RequestTimeTooSkewed' : errorNameOf(call),
    `The signature is of ${signedAt}, and it is ${now} here: more than ${minutes} minutes apart.`,
    { status: 403, headers: { date: new Date(nowMs).toUTCString() } },
  );
}

const UNHASHED =
  /^(UNSIGNED-PAYLOAD|STREAMING-UNSIGNED-PAYLOAD-TRAILER|STREAMING-AWS4-HMAC-SHA256-PAYLOAD(-TRAILER)?)$/;

/** S3 alone takes bodies whose hash is not part of the signature. */
function payloadHashOf({ service, headers, body }: ServiceCall): string {
  const hash = createHash('sha256').update(body).digest('hex');
  const declared = headers['x-amz-content-sha256'];
  if (service !== 's3' || typeof declared !== 'string' || declared === hash) return hash;
  if (UNHASHED.test(declared)) return declared;
  throw new AwsError(
    'XAmzContentSHA256Mismatch',
    "The provided 'x-amz-content-sha256' header does not match what was computed.",
  );
}

const refusal = (call: ServiceCall, message = MISMATCH): AwsError =>
  new AwsError(errorNameOf(call), message, { status: 403 });

const MISMATCH =
  'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method.';

/** The services of XML have the older name. */
const errorNameOf = ({ service }: ServiceCall): string =>
  service === 's3' || service === 'sns' ? 'SignatureDoesNotMatch' : 'InvalidSignatureException';
