import { createHash } from 'node:crypto';
import type { Clock } from '../../clock.ts';
import { AwsError } from '../aws-error.ts';
import { escapeXml, type ServiceAnswer, type ServiceCall, XML_DECLARATION } from '../service.ts';
import { ALGORITHM, isSignatureOfText, signatureDoesNotMatch, signingOf } from '../signature.ts';
import type { ObjectStore } from './object-store.ts';
import { assertPolicy } from './presigned.ts';
import { keptHeaders, verifiedChecksums } from './put-object.ts';

/** Without these a form is not signed. */
const SIGNED_WITH = ['policy', 'x-amz-algorithm', 'x-amz-credential', 'x-amz-date', 'x-amz-signature'] as const;

/** `POST` of a form to a bucket, as browsers upload: the policy in the form binds what may be uploaded. */
export async function postObject(
  store: ObjectStore,
  call: ServiceCall,
  { bucket, clock, secretAccessKey }: { bucket: string; clock: Clock; secretAccessKey: string },
): Promise<ServiceAnswer> {
  const form = await readPostForm(call);
  const { fields, bytes } = form;
  assertSigned(fields);
  const key = keyOf(form);
  assertPolicy({ bucket, fields: new Map([...fields, ['key', key]]), sizeBytes: bytes.length }, clock.now());
  await assertSignature(fields, secretAccessKey);
  if (fields.has('success_action_redirect'))
    throw new AwsError('NotImplemented', 'success_action_redirect is not supported', { status: 501 });
  const asHeaders = Object.fromEntries(fields);
  const checksums = verifiedChecksums(asHeaders, bytes);
  const etag = createHash('md5').update(bytes).digest('hex');
  const headers = { ...keptHeaders(asHeaders), ...checksums };
  await store.put(bucket, { key, etag, sizeBytes: bytes.length, modifiedAtMs: clock.now(), headers }, bytes);
  return answerOf(fields.get('success_action_status'), { bucket, key, etag, host: call.headers.host ?? '' });
}

function assertSigned(fields: PostForm['fields']): void {
  if (!SIGNED_WITH.some((name) => fields.has(name)))
    throw new AwsError('AccessDenied', 'Access Denied', { status: 403 });
  const missing = SIGNED_WITH.find((name) => !fields.has(name));
  if (missing !== undefined) throw missingField(missing);
}

/** The policy is signed, and binds every other field. */
async function assertSignature(fields: PostForm['fields'], secretAccessKey: string): Promise<void> {
  const field = (name: (typeof SIGNED_WITH)[number]): string => fields.get(name) ?? '';
  const signing = signingOf({ credential: field('x-amz-credential'), amzDate: field('x-amz-date') });
  if (signing?.credential.service !== 's3' || field('x-amz-algorithm') !== ALGORITHM)
    throw new AwsError('AccessDenied', 'The credential of the form is none of S3 and its day', { status: 403 });
  const signed = { signing, secretAccessKey, signature: field('x-amz-signature') };
  if (!(await isSignatureOfText(field('policy'), signed))) throw signatureDoesNotMatch();
}

function keyOf({ fields, filename }: PostForm): string {
  const key = fields.get('key');
  if (key === undefined || key === '') throw missingField('key');
  // biome-ignore lint/suspicious/noTemplateCurlyInString: S3's own placeholder
  const filled = key.replaceAll('${filename}', filename);
  if (Buffer.byteLength(filled) > 1024) throw new AwsError('KeyTooLongError', 'Your key is too long');
  return filled;
}

const missingField = (name: string): AwsError =>
  new AwsError(
    'InvalidArgument',
    `Bucket POST must contain a field named '${name}'.  If it is specified, please check the order of the fields.`,
    { details: { ArgumentName: name, ArgumentValue: '' } },
  );

interface Posted {
  readonly bucket: string;
  readonly key: string;
  readonly etag: string;
  readonly host: string;
}

/** 200, 201 with a document, else 204: any other wish is ignored, as on S3. */
function answerOf(wish: string | undefined, { bucket, key, etag, host }: Posted): ServiceAnswer {
  const location = `http://${host}/${bucket}/${key.split('/').map(encodeURIComponent).join('/')}`;
  const headers = { etag: `"${etag}"`, location };
  if (wish !== '201') return { status: wish === '200' ? 200 : 204, headers, body: '' };
  const elements = Object.entries({ Location: location, Bucket: bucket, Key: key, ETag: `"${etag}"` });
  const body = elements.map(([name, value]) => `<${name}>${escapeXml(value)}</${name}>`).join('');
  return {
    status: 201,
    headers: { ...headers, 'content-type': 'application/xml' },
    body: `${XML_DECLARATION}<PostResponse>${body}</PostResponse>`,
  };
}

interface PostForm {
  /** By lower-case name: S3 does not distinguish `Key` and `key`. */
  readonly fields: ReadonlyMap<string, string>;
  readonly filename: string;
  readonly bytes: Buffer;
}

/** The form of a browser upload; fields after the file are ignored, as in S3. */
async function readPostForm({ headers, body }: Pick<ServiceCall, 'headers' | 'body'>): Promise<PostForm> {
  const contentType = headers['content-type'] ?? '';
  if (!contentType.startsWith('multipart/form-data'))
    throw new AwsError('PreconditionFailed', 'Bucket POST must be of the enclosure-type multipart/form-data', {
      status: 412,
    });
  const fields = new Map<string, string>();
  for (const [name, value] of await parse(contentType, body)) {
    if (name.toLowerCase() !== 'file') {
      fields.set(name.toLowerCase(), typeof value === 'string' ? value : await value.text());
      continue;
    }
    const isFile = typeof value !== 'string';
    const bytes = isFile ? Buffer.from(await value.arrayBuffer()) : Buffer.from(value);
    return { fields, filename: isFile ? value.name : '', bytes };
  }
  throw new AwsError('InvalidArgument', 'POST requires exactly one file upload per request.', {
    details: { ArgumentName: 'file', ArgumentValue: 0 },
  });
}

async function parse(contentType: string, body: Buffer): Promise<FormData> {
  try {
    return await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } }).formData();
  } catch {
    throw new AwsError('MalformedPOSTRequest', 'The body of your POST request is not well-formed multipart/form-data.');
  }
}
