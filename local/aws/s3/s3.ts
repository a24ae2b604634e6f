import { randomBytes } from 'node:crypto';
import type { Clock } from '../../clock.ts';
import { AwsError } from '../aws-error.ts';
import { restXml, type ServiceAnswer, type ServiceCall, service } from '../service.ts';
import { getObject } from './get-object.ts';
import { listObjects } from './list-objects.ts';
import { type ObjectStore, openObjectStore } from './object-store.ts';
import { getObjectTagging, putObjectTagging, withScan } from './object-tagging.ts';
import { assertNoForeignPage, type CorsRule, corsHeaders, preflight } from './pages.ts';
import { postObject } from './post-object.ts';
import { assertPresigned, isPresigned } from './presigned.ts';
import { putObject } from './put-object.ts';
import { s3Operation } from './s3-operation.ts';

/** S3 by path style. Bucket names are one space for all accounts, as on AWS. */
export const s3 = service({
  errors: restXml,
  operationOf: s3Operation,
  throttleOf: () => ({ name: 'SlowDown', status: 503, message: 'Please reduce your request rate.' }),
  signatureError: 'SignatureDoesNotMatch',
  open(options: S3Options) {
    const { objectFolder, clock, scans = false, expiries = [], cors = [] } = options;
    const signing = { clock, secretAccessKey: options.secretAccessKey ?? randomBytes(32).toString('hex') };
    const objects = openObjectStore(objectFolder);
    const store = scans ? withScan(objects) : objects;
    return async (call) => {
      const operation = s3Operation(call);
      if (operation === 'OptionsObject') {
        const { bucket, key } = parsePath(call.path);
        return preflight(call, { rules: cors, hasBucket: store.hasBucket(bucket), hasKey: key !== '' });
      }
      assertNoForeignPage(call, cors);
      const result = await readableAcrossOrigins(() => answer(store, call, signing), corsHeaders(call, cors));
      if (operation === 'PostObject')
        await expire(store, { bucket: parsePath(call.path).bucket, expiries, nowMs: clock.now() });
      return result;
    };
  },
});

/** A page that may send a request may read what became of it, a refusal too. */
async function readableAcrossOrigins(
  ask: () => Promise<ServiceAnswer>,
  headers: Readonly<Record<string, string>>,
): Promise<ServiceAnswer> {
  try {
    const answered = await ask();
    return { ...answered, headers: { ...answered.headers, ...headers } };
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    const { name, message, status, details } = error;
    throw new AwsError(name, message, { status, details, headers });
  }
}

interface S3Options {
  /** Of this service alone: buckets and their index. */
  readonly objectFolder: string;
  readonly clock: Clock;
  /** By which links and forms must have been signed; default a random one, by which none was. */
  readonly secretAccessKey?: string;
  /** Default false; true tags new objects as a malware scanner would, see `standInScan`. */
  readonly scans?: boolean;
  /** Prefixes whose objects go again, as by lifecycle rules; looked at whenever a form is posted. */
  readonly expiries?: readonly Expiry[];
  /** Of every bucket; default none. */
  readonly cors?: readonly CorsRule[];
}

const MAX_KEY_BYTES = 1024;
const BUCKET_NAME = /^[a-z\d][a-z\d.-]{1,61}[a-z\d]$/;
/** Query names that choose an operation of their own, none of which is here. */
const SUBRESOURCES = [
  'acl',
  'cors',
  'delete',
  'lifecycle',
  'location',
  'partNumber',
  'policy',
  'uploadId',
  'uploads',
  'versioning',
  'versionId',
  'versions',
] as const;

interface Signing {
  readonly clock: Clock;
  readonly secretAccessKey: string;
}

async function answer(store: ObjectStore, call: ServiceCall, signing: Signing): Promise<ServiceAnswer> {
  const operation = s3Operation(call);
  const { clock } = signing;
  if (operation === '' || operation === 'ListBuckets' || SUBRESOURCES.some((name) => call.query.has(name)))
    throw new AwsError('NotImplemented', `${call.method} with these parameters is not supported`, { status: 501 });
  if (isPresigned(call) && operation !== 'PostObject') await assertPresigned(call, signing);
  const { bucket, key } = parsePath(call.path);
  if (operation === 'CreateBucket') return createBucket(store, bucket);
  if (!store.hasBucket(bucket))
    throw new AwsError('NoSuchBucket', 'The specified bucket does not exist', {
      status: 404,
      details: { BucketName: bucket },
    });
  switch (operation) {
    case 'PutObject':
      return putObject(store, call, { bucket, key, clock });
    case 'PostObject':
      return postObject(store, call, { bucket, ...signing });
    case 'GetObjectTagging':
      return getObjectTagging(store, { bucket, key });
    case 'PutObjectTagging':
      return putObjectTagging(store, { bucket, key, body: call.body });
    case 'GetObject':
    case 'HeadObject':
      return getObject(store, call, { bucket, key });
    case 'DeleteObject':
      await store.remove(bucket, key);
      return { status: 204, headers: {}, body: '' };
    case 'ListObjectsV2':
      return listObjects(store, bucket, call.query);
    case 'HeadBucket':
      return { status: 200, headers: { 'x-amz-bucket-region': call.region }, body: '' };
    case 'DeleteBucket':
      return deleteBucket(store, bucket);
    default:
      throw new AwsError('NotImplemented', `${operation} is not supported`, { status: 501 });
  }
}

function parsePath(path: string): { bucket: string; key: string } {
  const slash = path.indexOf('/', 1);
  const bucket = slash === -1 ? path.slice(1) : path.slice(1, slash);
  const key = slash === -1 ? '' : decoded(path.slice(slash + 1));
  if (!BUCKET_NAME.test(bucket)) throw new AwsError('InvalidBucketName', 'The specified bucket is not valid.');
  if (Buffer.byteLength(key) > MAX_KEY_BYTES) throw new AwsError('KeyTooLongError', 'Your key is too long');
  return { bucket, key };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new AwsError('InvalidURI', "Couldn't parse the specified URI.");
  }
}

/** Making one's own bucket again is no error in us-east-1. */
function createBucket(store: ObjectStore, bucket: string): ServiceAnswer {
  store.createBucket(bucket);
  return { status: 200, headers: { location: `/${bucket}` }, body: '' };
}

function deleteBucket(store: ObjectStore, bucket: string): ServiceAnswer {
  if (store.list(bucket, { prefix: '', after: '', limit: 1 }).length > 0)
    throw new AwsError('BucketNotEmpty', 'The bucket you tried to delete is not empty', { status: 409 });
  store.deleteBucket(bucket);
  return { status: 204, headers: {}, body: '' };
}

interface Expiry {
  readonly prefix: string;
  readonly afterSeconds: number;
}

/** More go at each call than come between two, so that none pile up. */
const mostAtOnce = 10;

/** Removes what lies under the prefixes for longer than it may, as S3's lifecycle rules do in their own time. */
async function expire(
  store: ObjectStore,
  { bucket, expiries, nowMs }: { bucket: string; expiries: readonly Expiry[]; nowMs: number },
): Promise<void> {
  for (const { prefix, afterSeconds } of expiries) {
    const page = { prefix, beforeMs: nowMs - afterSeconds * 1000, limit: mostAtOnce };
    for (const key of store.olderThan(bucket, page)) await store.remove(bucket, key);
  }
}
