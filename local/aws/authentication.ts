import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Clock } from '../clock.ts';
import { AwsError } from './aws-error.ts';
import { assertSignedChunks } from './s3/aws-chunked.ts';
import { isPresigned } from './s3/presigned.ts';
import type { ServiceAnswer, ServiceCall } from './service.ts';
import { ALGORITHM, isSignatureOfCall, type Signing, signingOf } from './signature.ts';

/** How the endpoint authenticates its callers, if it does. */
export interface Authentication {
  /**
   * Throws unless the call is signed with the secret; `errorName` is the service's for a wrong signature.
   * @throws AwsError
   */
  assertSigned(call: ServiceCall, errorName: string): Promise<void>;
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
    assertSigned: async (call, errorName) =>
      call.service === 's3' && isPresigned(call) ? undefined : assertHeaderSignature(call, { ...keys, errorName }),
    isSignedIn: ({ authorization = '' }) => timingSafeEqual(digestOf(basicPassword(authorization)), expected),
  };
}

export const basicAuthorization = (password: string): string =>
  `Basic ${Buffer.from(`aws:${password}`).toString('base64')}`;

/** The header that makes a browser ask for name and password. */
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

async function assertHeaderSignature(
  call: ServiceCall,
  { secretAccessKey, clock, errorName }: Keys & { readonly errorName: string },
): Promise<void> {
  const refusal = (message: string): AwsError => new AwsError(errorName, message, { status: 403 });
  if (call.headers.authorization === undefined)
    throw new AwsError('MissingAuthenticationTokenException', 'Missing Authentication Token', { status: 403 });
  const signed = parseAuthorization(call.headers);
  if (signed?.signing.credential.service !== call.service)
    throw refusal('Authorization and X-Amz-Date must be whole, in the form of AWS4-HMAC-SHA256 and of one day.');
  const unsigned = unsignedHeaderOf(call, signed);
  if (unsigned !== undefined) throw refusal(`The header ${unsigned} was not signed.`);
  assertInTime(call, signed, { nowMs: clock.now(), errorName });
  const payloadHash = payloadHashOf(call);
  const by = { ...signed, secretAccessKey };
  if (!(await isSignatureOfCall(call, { ...by, query: call.query, payloadHash }))) throw refusal(MISMATCH);
  if (payloadHash.startsWith('STREAMING-AWS4-')) await assertSignedChunks(call, by);
}

/** Headers that a service acts upon, such as X-Amz-Target, must be signed. */
const unsignedHeaderOf = ({ headers }: ServiceCall, { signedHeaders }: SignedHeader): string | undefined =>
  Object.keys(headers).find((name) => (name.startsWith('x-amz-') || name === 'host') && !signedHeaders.includes(name));

const MAX_SKEW_MINUTES = 5;
const MAX_SKEW_MINUTES_OF_S3 = 15;

/** The answer's Date lets an SDK set its clock right and sign again. */
function assertInTime(
  call: ServiceCall,
  { signing: { signedAtMs } }: SignedHeader,
  { nowMs, errorName }: { nowMs: number; errorName: string },
): void {
  const isS3 = call.service === 's3';
  const minutes = isS3 ? MAX_SKEW_MINUTES_OF_S3 : MAX_SKEW_MINUTES;
  if (Math.abs(nowMs - signedAtMs) <= minutes * 60_000) return;
  const [signedAt, now] = [signedAtMs, nowMs].map((ms) => new Date(ms).toISOString());
  throw new AwsError(
    isS3 ? 'RequestTimeTooSkewed' : errorName,
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

const MISMATCH =
  'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method.';

/** The content of a signed call's Authorization header. */
interface SignedHeader {
  readonly signing: Signing;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
}

const PARTS = ['Credential', 'SignedHeaders', 'Signature'] as const;

/**
 * `AWS4-HMAC-SHA256 Credential=…, SignedHeaders=a;b, Signature=…` beside X-Amz-Date; undefined unless each part is
 * there once, as what reads the service from it takes the first.
 */
function parseAuthorization(headers: IncomingHttpHeaders): SignedHeader | undefined {
  const { authorization = '', 'x-amz-date': amzDate } = headers;
  if (!authorization.startsWith(`${ALGORITHM} `) || typeof amzDate !== 'string') return undefined;
  const given = authorization.slice(ALGORITHM.length).split(',').map(nameAndValue);
  const [credential, signedHeaders, signature] = PARTS.map((part) => given.find(([name]) => name === part)?.[1]);
  if (given.length !== PARTS.length || credential === undefined || signedHeaders === undefined) return undefined;
  const signing = signingOf({ credential, amzDate });
  if (signing === undefined || signature === undefined) return undefined;
  return { signing, signedHeaders: signedHeaders.split(';'), signature };
}

function nameAndValue(part: string): readonly [string, string] {
  const trimmed = part.trim();
  const mark = trimmed.indexOf('=');
  return [trimmed.slice(0, mark), trimmed.slice(mark + 1)];
}
