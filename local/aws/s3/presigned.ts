import * as z from 'zod/mini';
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

/** Parameters that S3 acts upon must be signed. */
const hasUnsignedHeaders = ({ headers }: Pick<ServiceCall, 'headers'>, signed: readonly string[]): boolean =>
  Object.keys(headers).some((name) => name.startsWith('x-amz-') && !signed.includes(name));

const malformed = (message: string): AwsError => new AwsError('AuthorizationQueryParametersError', message);

const Condition = z.union([
  z.tuple([z.literal('content-length-range'), z.int().check(z.gte(0)), z.int().check(z.gte(0))]),
  z.tuple([z.enum(['eq', 'starts-with']), z.string().check(z.startsWith('$')), z.string()]),
  z.record(z.string(), z.string()),
]);
const Policy = z.object({ expiration: z.iso.datetime(), conditions: z.array(Condition) });

/** The content of a browser's upload form: its bucket, its fields by lower-case name, its file's size. */
interface PostedForm {
  readonly bucket: string;
  readonly fields: ReadonlyMap<string, string>;
  readonly sizeBytes: number;
}

/** Fields that no condition need name. */
const unbound: ReadonlySet<string> = new Set(['policy', 'x-amz-signature', 'bucket']);

/**
 * Throws unless the form keeps to the policy in it: not expired, every condition met, no field without a condition, the
 * file's size in range. Like AWS's answers in "POST policy" of the S3 API reference.
 */
export function assertPolicy(form: PostedForm, nowMs: number): void {
  const { expiration, conditions } = parsePolicy(form.fields.get('policy') ?? '');
  if (nowMs > Date.parse(expiration)) throw refused('Policy expired.');
  const named = new Set<string>();
  for (const condition of conditions) {
    if (isRange(condition)) assertSize(condition, form.sizeBytes);
    else for (const rule of rulesOf(condition)) named.add(assertRule(rule, form));
  }
  const extra = [...form.fields.keys()].filter(
    (name) => !(named.has(name) || unbound.has(name) || name.startsWith('x-ignore-')),
  );
  if (extra.length > 0) throw refused(`Extra input fields: ${extra.join(', ')}`);
}

type Parsed = z.infer<typeof Condition>;
type Range = Extract<Parsed, readonly ['content-length-range', number, number]>;
interface Rule {
  readonly operator: 'eq' | 'starts-with';
  readonly name: string;
  readonly value: string;
}

function parsePolicy(encoded: string): z.infer<typeof Policy> {
  const parsed = Policy.safeParse(jsonOf(Buffer.from(encoded, 'base64').toString('utf8')));
  if (!parsed.success) throw new AwsError('InvalidPolicyDocument', 'Invalid Policy: Invalid JSON.');
  return parsed.data;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON is not a policy, which the schema then says.
    return undefined;
  }
}

const isRange = (condition: Parsed): condition is Range =>
  Array.isArray(condition) && condition[0] === 'content-length-range';

/** `{name: value}` is short for `["eq", "$name", value]`. */
function rulesOf(condition: Exclude<Parsed, Range>): readonly Rule[] {
  if (Array.isArray(condition)) {
    const [operator, name, value] = condition;
    return [{ operator, name: name.slice(1).toLowerCase(), value }];
  }
  return Object.entries(condition).map(([name, value]) => ({ operator: 'eq', name: name.toLowerCase(), value }));
}

/** The field's name. */
function assertRule({ operator, name, value }: Rule, { bucket, fields }: PostedForm): string {
  const given = name === 'bucket' ? bucket : (fields.get(name) ?? '');
  const holds = operator === 'eq' ? given === value : given.startsWith(value);
  if (!holds) throw refused(`Policy Condition failed: ["${operator}", "$${name}", "${value}"]`);
  return name;
}

function assertSize([, least, most]: Range, sizeBytes: number): void {
  if (sizeBytes > most)
    throw new AwsError('EntityTooLarge', 'Your proposed upload exceeds the maximum allowed size', {
      details: { ProposedSize: sizeBytes, MaxSizeAllowed: most },
    });
  if (sizeBytes < least)
    throw new AwsError('EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed size', {
      details: { ProposedSize: sizeBytes, MinSizeAllowed: least },
    });
}

const refused = (why: string): AwsError =>
  new AwsError('AccessDenied', `Invalid according to Policy: ${why}`, { status: 403 });
