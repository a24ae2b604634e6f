import { mkdtempSync, readdirSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  type GetObjectCommandInput,
  HeadBucketCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  type ListObjectsV2CommandOutput,
  PutObjectCommand,
  type PutObjectCommandInput,
  S3Client,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { type AwsEndpoint, openAwsEndpoint } from '../../../../local/aws/endpoint.ts';
import { createFaults } from '../../../../local/aws/faults.ts';
import { s3 } from '../../../../local/aws/s3/s3.ts';
import { createVirtualClock } from '../../../../local/virtual-clock.ts';
import { clientOf, rejection } from '../../support/aws-client.ts';

const dataDir = mkdtempSync(join(tmpdir(), 's3-'));
const clock = createVirtualClock(Date.UTC(2026, 2, 1, 12));
const Bucket = 'inquiries';
let endpoint: AwsEndpoint;
let client: S3Client;

beforeAll(async () => {
  endpoint = await openAwsEndpoint({
    port: 0,
    services: { s3: s3.open({ objectFolder: dataDir, clock, secretAccessKey: 'secret' }) },
    faults: createFaults(),
  });
  client = new S3Client({ ...clientOf(endpoint.url), forcePathStyle: true });
  await client.send(new CreateBucketCommand({ Bucket }));
});

afterAll(async () => {
  client.destroy();
  await endpoint.close();
  rmSync(dataDir, { recursive: true });
});

const put = (
  Key: string,
  Body: NonNullable<PutObjectCommandInput['Body']>,
  input: Partial<PutObjectCommandInput> = {},
) => client.send(new PutObjectCommand({ Bucket, Key, Body, ...input }));
const get = async (Key: string, input: Partial<GetObjectCommandInput> = {}) => {
  const { Body, ...rest } = await client.send(new GetObjectCommand({ Bucket, Key, ...input }));
  return { ...rest, text: await Body?.transformToString() };
};
const httpStatus = (error: unknown): unknown => Object(error).$metadata.httpStatusCode;
const HELLO_MD5 = '"5d41402abc4b2a76b9719d911017c592"';

test('keeps an object with its type and metadata', async () => {
  const written = await put('글/a b+c.txt', 'hello', { ContentType: 'text/plain', Metadata: { owner: 'c1' } });
  const read = await get('글/a b+c.txt');

  expect(written).toMatchObject({ ETag: HELLO_MD5, ChecksumCRC32: 'NhCmhg==' });
  expect(read).toMatchObject({
    text: 'hello',
    ETag: HELLO_MD5,
    ContentType: 'text/plain',
    ContentLength: 5,
    Metadata: { owner: 'c1' },
    LastModified: new Date(Date.UTC(2026, 2, 1, 12)),
    ChecksumCRC32: 'NhCmhg==',
  });
});

test('takes a stream in chunks with its checksum behind it', async () => {
  const body = Buffer.alloc(200_000, 'x\r\n');

  await put('stream', Readable.from([body.subarray(0, 70_000), body.subarray(70_000)]), { ContentLength: body.length });

  const { text, ContentEncoding } = await get('stream');
  expect(text).toBe(body.toString());
  expect(ContentEncoding).toBeUndefined();
});

test('replaces an object and keeps only the new file', async () => {
  await put('replaced', 'old');
  const before = readdirSync(join(dataDir, 'buckets', Bucket)).length;

  await put('replaced', 'new');

  expect((await get('replaced')).text).toBe('new');
  expect(readdirSync(join(dataDir, 'buckets', Bucket)).length).toBe(before);
});

test.each([
  ['bytes=1-3', 'ell', 'bytes 1-3/5'],
  ['bytes=3-', 'lo', 'bytes 3-4/5'],
  ['bytes=-2', 'lo', 'bytes 3-4/5'],
  ['bytes=0-99', 'hello', 'bytes 0-4/5'],
])('reads the range %s', async (Range, text, ContentRange) => {
  await put('ranged', 'hello');

  expect(await get('ranged', { Range })).toMatchObject({ text, ContentRange });
});

test('refuses a range behind the end', async () => {
  await put('ranged', 'hello');

  const error = await rejection(get('ranged', { Range: 'bytes=5-' }));

  expect(error.name).toBe('InvalidRange');
  expect(httpStatus(error)).toBe(416);
});

test('answers 304 to the ETag that the caller has', async () => {
  await put('conditional', 'hello');

  expect(httpStatus(await rejection(get('conditional', { IfNoneMatch: HELLO_MD5 })))).toBe(304);
  expect((await get('conditional', { IfNoneMatch: '"other"' })).text).toBe('hello');
  expect(httpStatus(await rejection(get('conditional', { IfMatch: '"other"' })))).toBe(412);
});

test('writes only when there is nothing yet, or what the caller knows', async () => {
  await put('once', 'hello', { IfNoneMatch: '*' });

  expect((await rejection(put('once', 'second', { IfNoneMatch: '*' }))).name).toBe('PreconditionFailed');
  expect((await rejection(put('once', 'third', { IfMatch: '"other"' }))).name).toBe('PreconditionFailed');
  await put('once', 'fourth', { IfMatch: HELLO_MD5 });
  expect((await get('once')).text).toBe('fourth');
});

test.each([
  ['x-amz-checksum-crc32', 'AAAAAA==', 'BadDigest'],
  ['content-md5', 'AAAAAAAAAAAAAAAAAAAAAA==', 'BadDigest'],
  ['x-amz-content-sha256', '0'.repeat(64), 'XAmzContentSHA256Mismatch'],
  ['x-amz-checksum-crc64nvme', 'AAAAAAAAAAA=', 'NotImplemented'],
])('refuses a body whose %s does not hold', async (header, value, code) => {
  const response = await fetch(`${endpoint.url}/${Bucket}/corrupt`, {
    method: 'PUT',
    headers: { authorization: 'AWS4-HMAC-SHA256 Credential=a/20260301/us-east-1/s3/aws4_request', [header]: value },
    body: 'hello',
  });

  expect(await response.text()).toContain(`<Code>${code}</Code>`);
  expect((await rejection(get('corrupt'))).name).toBe('NoSuchKey');
});

test('says of a missing object and bucket what S3 says', async () => {
  expect((await rejection(get('missing'))).name).toBe('NoSuchKey');
  expect(httpStatus(await rejection(client.send(new HeadObjectCommand({ Bucket, Key: 'missing' }))))).toBe(404);
  expect((await rejection(get('x', { Bucket: 'missing-bucket' }))).name).toBe('NoSuchBucket');
  expect(httpStatus(await rejection(client.send(new HeadBucketCommand({ Bucket: 'missing-bucket' }))))).toBe(404);
  await client.send(new HeadBucketCommand({ Bucket }));
});

test('an object whose file is gone or cut short is told of as lost, at once', async () => {
  for (const [Key, damage] of [
    ['gone', rmSync],
    ['short', (file: string) => truncateSync(file, 2)],
  ] as const) {
    const before = readdirSync(join(dataDir, 'buckets', Bucket));
    await put(Key, 'hello');
    const [file = ''] = readdirSync(join(dataDir, 'buckets', Bucket)).filter((name) => !before.includes(name));
    damage(join(dataDir, 'buckets', Bucket, file));

    const error = await rejection(get(Key));

    expect(error).toMatchObject({ name: 'NoSuchKey' });
    expect(httpStatus(error)).toBe(404);
  }
});

test('HEAD tells the size without a body', async () => {
  await put('headed', 'hello');

  expect(await client.send(new HeadObjectCommand({ Bucket, Key: 'headed' }))).toMatchObject({
    ContentLength: 5,
    ETag: HELLO_MD5,
  });
});

test('deletes, and deleting nothing is no error', async () => {
  await put('deleted', 'hello');
  await client.send(new DeleteObjectCommand({ Bucket, Key: 'deleted' }));
  await client.send(new DeleteObjectCommand({ Bucket, Key: 'deleted' }));

  expect((await rejection(get('deleted'))).name).toBe('NoSuchKey');
});

test('a path that climbs out of the folder is only a key', async () => {
  await put('../../escape', 'hello');

  expect(
    readdirSync(dataDir)
      .sort()
      .filter((name) => !name.startsWith('index.db-')),
  ).toEqual(['buckets', 'index.db']);
  expect((await rejection(client.send(new CreateBucketCommand({ Bucket: 'Not_A_Bucket' })))).name).toBe(
    'InvalidBucketName',
  );
});

describe('ListObjectsV2', () => {
  const list = (input: object) => client.send(new ListObjectsV2Command({ Bucket: 'listed', ...input }));

  beforeAll(async () => {
    await client.send(new CreateBucketCommand({ Bucket: 'listed' }));
    for (const key of ['a/1', 'a/2', 'a/b/3', 'b', 'c/4', 'c&d']) await put(key, key, { Bucket: 'listed' });
  });

  test('says that it encodes names for XML, slashes left as they are', async () => {
    await client.send(new PutObjectCommand({ Bucket: 'listed', Key: 'encoded/a b&c/d', Body: '' }));

    const input = { Prefix: 'encoded/', Delimiter: '/', EncodingType: 'url' };
    const { EncodingType, Prefix, CommonPrefixes } = await list(input);
    await client.send(new DeleteObjectCommand({ Bucket: 'listed', Key: 'encoded/a b&c/d' }));

    expect({ EncodingType, Prefix, CommonPrefixes }).toEqual({
      ...{ EncodingType: 'url', Prefix: 'encoded/' },
      CommonPrefixes: [{ Prefix: 'encoded/a%20b%26c/' }],
    });
  });

  test('lists by prefix in order', async () => {
    const { Contents, KeyCount, IsTruncated } = await list({ Prefix: 'a/' });

    expect(Contents?.map(({ Key, Size }) => [Key, Size])).toEqual([
      ['a/1', 3],
      ['a/2', 3],
      ['a/b/3', 5],
    ]);
    expect({ KeyCount, IsTruncated }).toEqual({ KeyCount: 3, IsTruncated: false });
  });

  test('folds keys at the delimiter', async () => {
    const { Contents, CommonPrefixes } = await list({ Delimiter: '/' });

    expect(Contents?.map(({ Key }) => Key)).toEqual(['b', 'c&d']);
    expect(CommonPrefixes?.map(({ Prefix }) => Prefix)).toEqual(['a/', 'c/']);
  });

  test.each([{}, { Delimiter: '/' }])('pages through everything once with %j', async (input) => {
    const seen: (string | undefined)[] = [];
    let token: string | undefined;
    do {
      const page: ListObjectsV2CommandOutput = await list({ ...input, MaxKeys: 1, ContinuationToken: token });
      seen.push(
        ...(page.Contents ?? []).map(({ Key }) => Key),
        ...(page.CommonPrefixes ?? []).map(({ Prefix }) => Prefix),
      );
      token = page.NextContinuationToken;
    } while (token !== undefined);

    expect(seen).toEqual('Delimiter' in input ? ['a/', 'b', 'c&d', 'c/'] : ['a/1', 'a/2', 'a/b/3', 'b', 'c&d', 'c/4']);
  });

  test('a bucket that holds objects cannot be deleted', async () => {
    expect((await rejection(client.send(new DeleteBucketCommand({ Bucket: 'listed' })))).name).toBe('BucketNotEmpty');
  });
});

describe('presigned links', () => {
  const signed = (command: GetObjectCommand | PutObjectCommand, from = client) =>
    getSignedUrl(from, command, { expiresIn: 60, signingDate: new Date(clock.now()) });
  const linkTo = (Key: string, from = client) => signed(new GetObjectCommand({ Bucket, Key }), from);
  const codeOf = async (response: Response) => /<Code>(.*?)<\/Code>/.exec(await response.text())?.[1];

  test('put and get until they expire', async () => {
    const Key = '글/a b+c(1)*.txt';
    const written = await fetch(await signed(new PutObjectCommand({ Bucket, Key })), { method: 'PUT', body: 'hello' });
    const link = await signed(
      new GetObjectCommand({ Bucket, Key, ResponseContentDisposition: 'attachment; filename="a"' }),
    );
    const read = await fetch(link);

    expect(written.status).toBe(200);
    expect(await read.text()).toBe('hello');
    expect(read.headers.get('content-disposition')).toBe('attachment; filename="a"');

    await clock.advance(60_001);
    const late = await fetch(link);
    expect(late.status).toBe(403);
    expect(await late.text()).toContain('<Code>AccessDenied</Code><Message>Request has expired</Message>');
  });

  test.each([
    ['another key', (link: string) => link.replace('/linked', '/other'), 'SignatureDoesNotMatch'],
    ['a longer time', (link: string) => link.replace('Expires=60', 'Expires=600'), 'SignatureDoesNotMatch'],
    ['a later time', (link: string) => link.replace(/(Date=\d{8}T)\d{6}/, '$1235959'), 'AccessDenied'],
    ['another type', (link: string) => `${link}&response-content-type=text%2Fhtml`, 'SignatureDoesNotMatch'],
    ['a time given twice', (link: string) => `${link}&X-Amz-Expires=600`, 'AuthorizationQueryParametersError'],
    ['no time', (link: string) => link.replace('X-Amz-Expires=60&', ''), 'AuthorizationQueryParametersError'],
    ['no signature', (link: string) => link.replace(/Signature=\w+/, 'Signature='), 'SignatureDoesNotMatch'],
    [
      'another signature',
      (link: string) => link.replace(/Signature=\w{64}/, `Signature=${'0'.repeat(64)}`),
      'SignatureDoesNotMatch',
    ],
    [
      'the day of another',
      (link: string) => link.replace(/%2F\d{8}%2F/, '%2F20200101%2F'),
      'AuthorizationQueryParametersError',
    ],
    ['the scope of another service', (link: string) => link.replace('%2Fs3%2F', '%2Fses%2F'), undefined],
    ['no signed host', (link: string) => link.replace('SignedHeaders=host', 'SignedHeaders='), 'AccessDenied'],
    ['another algorithm', (link: string) => link.replace('HMAC-SHA256', 'NONE'), 'AuthorizationQueryParametersError'],
  ])('are refused with %s', async (_, changed, code) => {
    await put('linked', 'hello');
    const link = changed(await linkTo('linked'));

    const answer = await fetch(link);

    expect(answer.ok).toBe(false);
    expect(await codeOf(answer)).toBe(code);
  });

  test('are refused for another method, with a header of S3 that was not signed, and by another secret', async () => {
    await put('linked', 'hello');
    const link = await linkTo('linked');
    const stranger = new S3Client({
      ...clientOf(endpoint.url),
      credentials: { accessKeyId: '000000000000', secretAccessKey: 'x' },
      forcePathStyle: true,
    });

    const put405 = await fetch(link, { method: 'PUT', body: 'changed' });
    const copied = await fetch(link, { headers: { 'x-amz-checksum-mode': 'ENABLED' } });
    const foreign = await fetch(await linkTo('linked', stranger));

    expect([await codeOf(put405), await codeOf(copied), await codeOf(foreign)]).toEqual([
      'SignatureDoesNotMatch',
      'AccessDenied',
      'SignatureDoesNotMatch',
    ]);
    expect((await get('linked')).text).toBe('hello');
    stranger.destroy();
  });
});

test('refuses what it does not do', async () => {
  const { CopyObjectCommand, GetObjectAclCommand, ListBucketsCommand } = await import('@aws-sdk/client-s3');

  expect((await rejection(client.send(new GetObjectAclCommand({ Bucket, Key: 'a' })))).name).toBe('NotImplemented');
  expect(
    (await rejection(client.send(new CopyObjectCommand({ Bucket, Key: 'a', CopySource: `${Bucket}/b` })))).name,
  ).toBe('NotImplemented');
  expect((await rejection(client.send(new ListBucketsCommand()))).name).toBe('NotImplemented');
});

test('finds everything again after a restart', async () => {
  await put('durable', 'hello');
  const second = await openAwsEndpoint({
    port: 0,
    services: { s3: s3.open({ objectFolder: dataDir, clock }) },
    faults: createFaults(),
  });
  const other = new S3Client({ ...clientOf(second.url), forcePathStyle: true });

  const { Body } = await other.send(new GetObjectCommand({ Bucket, Key: 'durable' }));

  expect(await Body?.transformToString()).toBe('hello');
  other.destroy();
  await second.close();
});
