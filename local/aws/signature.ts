import { timingSafeEqual } from 'node:crypto';
import { Hash } from '@smithy/core/serde';
import { SignatureV4 } from '@smithy/signature-v4';
import { AwsError } from './aws-error.ts';
import type { ServiceCall } from './service.ts';

/** `<access key id>/<date>/<region>/<service>/aws4_request` */
export interface Credential {
  readonly keyId: string;
  /** Eight digits. */
  readonly date: string;
  readonly region: string;
  readonly service: string;
}

/** The facts of a signature besides its value. */
export interface Signing {
  readonly credential: Credential;
  readonly signedAtMs: number;
}

export const ALGORITHM = 'AWS4-HMAC-SHA256';

const CREDENTIAL = /^([^/]+)\/(\d{8})\/([^/]+)\/([^/]+)\/aws4_request$/;
const AMZ_DATE = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/;

/** Undefined unless both are in their form and name the same day. */
export function signingOf({ credential, amzDate }: { credential: string; amzDate: string }): Signing | undefined {
  const [, keyId, date, region, service] = CREDENTIAL.exec(credential) ?? [];
  const signedAtMs = Date.parse(amzDate.replace(AMZ_DATE, '$1-$2-$3T$4:$5:$6Z'));
  if (keyId === undefined || date === undefined || region === undefined || service === undefined) return undefined;
  if (!AMZ_DATE.test(amzDate) || Number.isNaN(signedAtMs) || !amzDate.startsWith(date)) return undefined;
  return { credential: { keyId, date, region, service }, signedAtMs };
}

export interface SignedRequest {
  readonly signing: Signing;
  readonly secretAccessKey: string;
  readonly signature: string;
}

/** Whether the signature is that of the text, as a POST policy is signed. */
export async function isSignatureOfText(text: string, { signature, ...by }: SignedRequest): Promise<boolean> {
  return isSame(await signerOf(by).sign(text, { signingDate: new Date(by.signing.signedAtMs) }), signature);
}

/** Whether the signature is that of the request by the named headers, of which a missing one is empty. */
export async function isSignatureOfCall(
  { method, path, headers }: Pick<ServiceCall, 'method' | 'path' | 'headers'>,
  options: SignedRequest & {
    /** Without the signature itself. */
    readonly query: URLSearchParams;
    readonly signedHeaders: readonly string[];
    /** SHA-256 of the body in hex, or its placeholder. */
    readonly payloadHash: string;
  },
): Promise<boolean> {
  const { query, signedHeaders, payloadHash, signature, ...by } = options;
  const named = signedHeaders.map((name) => [name, String(headers[name] ?? '')] as const);
  const request = {
    ...{ protocol: 'http:', hostname: '', method, path },
    query: Object.fromEntries([...new Set(query.keys())].map((name) => [name, query.getAll(name)])),
    headers: { ...Object.fromEntries(named), [PAYLOAD_HEADER]: payloadHash },
  };
  const { headers: signed } = await signerOf(by).sign(request, {
    signingDate: new Date(by.signing.signedAtMs),
    signableHeaders: new Set(signedHeaders),
    unsignableHeaders: new Set(['x-amz-date', PAYLOAD_HEADER].filter((name) => !signedHeaders.includes(name))),
  });
  return isSame(signed.authorization?.split('Signature=').at(-1) ?? '', signature);
}

const PAYLOAD_HEADER = 'x-amz-content-sha256';

/** AWS's own signer with the caller's words: S3 alone takes paths as they are. */
const signerOf = ({ signing: { credential }, secretAccessKey }: Omit<SignedRequest, 'signature'>): SignatureV4 =>
  new SignatureV4({
    credentials: { accessKeyId: credential.keyId, secretAccessKey },
    region: credential.region,
    service: credential.service,
    sha256: Hash.bind(null, 'sha256'),
    uriEscapePath: credential.service !== 's3',
    applyChecksum: false,
  });

const isSame = (expected: string, given: string): boolean =>
  expected.length === given.length && expected !== '' && timingSafeEqual(Buffer.from(expected), Buffer.from(given));

export const signatureDoesNotMatch = (): AwsError =>
  new AwsError(
    'SignatureDoesNotMatch',
    'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
    { status: 403 },
  );
