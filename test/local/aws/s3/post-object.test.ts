import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateBucketCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
import { type AwsEndpoint, openAwsEndpoint } from '../../../../local/aws/endpoint.ts';
import { createFaults } from '../../../../local/aws/faults.ts';
import { s3 } from '../../../../local/aws/s3/s3.ts';
import { createVirtualClock } from '../../../../local/virtual-clock.ts';
import { clientOf, rejection } from '../../support/aws-client.ts';

const dataDir = mkdtempSync(join(tmpdir(), 's3-post-'));
const clock = createVirtualClock(Date.now());
const Bucket = 'inquiries';
let endpoint: AwsEndpoint;
let client: S3Client;

beforeAll(async () => {
  endpoint = await openAwsEndpoint({
    port: 0,
    services: {
      s3: s3.open({
        objectFolder: dataDir,
        clock,
        secretAccessKey: 'secret',
        scans: true,
        expiries: [{ prefix: 'short/', afterSeconds: 3600 }],
      }),
    },
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

const sha256 = (content: string): string => createHash('sha256').update(content).digest('base64');

/** A form for exactly this content, as the API hands it out. */
const presigned = (Key: string, content: string) =>
  createPresignedPost(client, {
    Bucket,
    Key,
    Expires: 900,
    Conditions: [['content-length-range', content.length, content.length]],
    Fields: { 'Content-Type': 'text/plain', 'x-amz-checksum-sha256': sha256(content) },
  });

type Form = Awaited<ReturnType<typeof presigned>>;

async function post({ url, fields }: Form, content: string, changed: Readonly<Record<string, string | null>> = {}) {
  const body = new FormData();
  for (const [name, value] of Object.entries({ ...fields, ...changed })) if (value !== null) body.append(name, value);
  body.append('file', new Blob([content]), 'note.txt');
  const response = await fetch(url, { method: 'POST', body });
  const text = await response.text();
  const [, code] = /<Code>(.*?)<\/Code>/.exec(text) ?? [];
  const [, message] = /<Message>(.*?)<\/Message>/.exec(text) ?? [];
  return { status: response.status, code, message, text };
}

const missing = async (Key: string): Promise<string> =>
  (await rejection(client.send(new HeadObjectCommand({ Bucket, Key })))).name;

test('a form of the SDK uploads the object it names, with its type and checksum', async () => {
  expect(await post(await presigned('posted/1', 'hello'), 'hello')).toMatchObject({ status: 204, text: '' });

  const { Body, ContentType, ChecksumSHA256 } = await client.send(
    new GetObjectCommand({ Bucket, Key: 'posted/1', ChecksumMode: 'ENABLED' }),
  );
  expect(await Body?.transformToString()).toBe('hello');
  expect({ ContentType, ChecksumSHA256 }).toEqual({ ContentType: 'text/plain', ChecksumSHA256: sha256('hello') });
});

test('the answer is as success_action_status asks', async () => {
  const asked = (status: string) =>
    createPresignedPost(client, { Bucket, Key: 'asked', Fields: { success_action_status: status } });

  expect((await post(await asked('200'), 'a')).status).toBe(200);
  const created = await post(await asked('201'), 'a');
  expect(created.status).toBe(201);
  expect(created.text).toContain('<PostResponse><Location>');
  expect(created.text).toContain('<Key>asked</Key>');
});

test.each([
  ['a longer file', 'hello!', {}, 400, 'EntityTooLarge', 'Your proposed upload exceeds the maximum allowed size'],
  [
    'a shorter file',
    'hell',
    {},
    400,
    'EntityTooSmall',
    'Your proposed upload is smaller than the minimum allowed size',
  ],
  [
    'another file of the size',
    'HELLO',
    {},
    400,
    'BadDigest',
    'The x-amz-checksum-sha256 you specified did not match what was received.',
  ],
  [
    'another key',
    'hello',
    { key: 'elsewhere' },
    403,
    'AccessDenied',
    'Invalid according to Policy: Policy Condition failed: [&quot;eq&quot;, &quot;$key&quot;, &quot;refused&quot;]',
  ],
  [
    'another type',
    'hello',
    { 'Content-Type': 'text/html' },
    403,
    'AccessDenied',
    'Invalid according to Policy: Policy Condition failed: [&quot;eq&quot;, &quot;$content-type&quot;, &quot;text/plain&quot;]',
  ],
  [
    'another checksum',
    'HELLO',
    { 'x-amz-checksum-sha256': sha256('HELLO') },
    403,
    'AccessDenied',
    expect.stringContaining('$x-amz-checksum-sha256'),
  ],
  [
    'no checksum',
    'HELLO',
    { 'x-amz-checksum-sha256': null },
    403,
    'AccessDenied',
    expect.stringContaining('$x-amz-checksum-sha256'),
  ],
  [
    'a field of its own',
    'hello',
    { 'x-amz-meta-owner': 'me' },
    403,
    'AccessDenied',
    'Invalid according to Policy: Extra input fields: x-amz-meta-owner',
  ],
  [
    'no signature',
    'hello',
    { 'X-Amz-Signature': null },
    400,
    'InvalidArgument',
    expect.stringContaining("'x-amz-signature'"),
  ],
  ['no key', 'hello', { key: null }, 400, 'InvalidArgument', expect.stringContaining("'key'")],
  ['a policy that is none', 'hello', { Policy: 'bm8=' }, 400, 'InvalidPolicyDocument', 'Invalid Policy: Invalid JSON.'],
])('a form with %s is refused', async (_, content, changed, status, code, message) => {
  const answer = await post(await presigned('refused', 'hello'), content, changed);

  expect(answer).toMatchObject({ status, code });
  expect(answer.message?.replaceAll('&#39;', "'")).toEqual(message);
  expect(await missing('refused')).toBe('NotFound');
});

test.each([
  ['a signature of its own making', { 'X-Amz-Signature': 'f'.repeat(64) }, 'SignatureDoesNotMatch'],
  ['another day', { 'X-Amz-Date': '20200101T000000Z' }, 'AccessDenied'],
  ['the scope of another service', { 'X-Amz-Credential': '0/20200101/us-east-1/ses/aws4_request' }, 'AccessDenied'],
])('a form with %s is refused', async (_, changed, code) => {
  expect(await post(await presigned('forged', 'hello'), 'hello', changed)).toMatchObject({ status: 403, code });
  expect(await missing('forged')).toBe('NotFound');
});

test('a policy of a stranger’s own making, signed by a secret of their own, is refused', async () => {
  const stranger = new S3Client({
    ...clientOf(endpoint.url),
    credentials: { accessKeyId: '000000000000', secretAccessKey: 'x' },
    forcePathStyle: true,
  });
  const { url, fields } = await createPresignedPost(stranger, { Bucket, Key: 'forged' });
  stranger.destroy();

  expect(await post({ url, fields }, '<script>')).toMatchObject({ status: 403, code: 'SignatureDoesNotMatch' });
  expect(await missing('forged')).toBe('NotFound');
});

test('a form without any signature is nobody’s', async () => {
  expect(await post({ url: `${endpoint.url}/${Bucket}`, fields: { key: 'refused' } }, 'hello')).toMatchObject({
    status: 403,
    code: 'AccessDenied',
  });
});

test('a form past its time is refused', async () => {
  const form = await presigned('late', 'hello');
  await clock.advance(3_600_000);

  expect(await post(form, 'hello')).toMatchObject({
    status: 403,
    code: 'AccessDenied',
    message: 'Invalid according to Policy: Policy expired.',
  });
});

test('a body that is no form, and a form without a file, are told so', async () => {
  const send = async (body: string) => {
    const headers = { 'content-type': 'multipart/form-data; boundary=x' };
    return (await fetch(`${endpoint.url}/${Bucket}`, { method: 'POST', headers, body })).text();
  };

  expect(await send('not a form')).toContain('<Code>MalformedPOSTRequest</Code>');
  expect(await send('--x\r\nContent-Disposition: form-data; name="key"\r\n\r\na\r\n--x--\r\n')).toContain(
    'POST requires exactly one file upload per request.',
  );
});

test('tags are kept with their object, and a new body has none of them', async () => {
  const Key = 'tagged';
  const TagSet = [{ Key: 'a & b', Value: '<1>' }];
  const tagsOf = async () => (await client.send(new GetObjectTaggingCommand({ Bucket, Key }))).TagSet;
  await client.send(new PutObjectCommand({ Bucket, Key, Body: 'one' }));

  await client.send(new PutObjectTaggingCommand({ Bucket, Key, Tagging: { TagSet } }));

  expect(await tagsOf()).toEqual(TagSet);
  await client.send(new PutObjectCommand({ Bucket, Key, Body: 'two' }));
  expect(await tagsOf()).toEqual([{ Key: 'GuardDutyMalwareScanStatus', Value: 'NO_THREATS_FOUND' }]);
  const absent = client.send(new GetObjectTaggingCommand({ Bucket, Key: 'absent' }));
  expect((await rejection(absent)).name).toBe('NoSuchKey');
});

test('the stand-in scanner tags the EICAR test text as a threat', async () => {
  const eicar = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}', '$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');
  await client.send(new PutObjectCommand({ Bucket, Key: 'infected', Body: `before ${eicar} after` }));

  const { TagSet } = await client.send(new GetObjectTaggingCommand({ Bucket, Key: 'infected' }));

  expect(TagSet).toEqual([{ Key: 'GuardDutyMalwareScanStatus', Value: 'THREATS_FOUND' }]);
});

test('what lies under an expiring prefix for too long goes when something is posted', async () => {
  for (const Key of ['short/old', 'long/old']) await client.send(new PutObjectCommand({ Bucket, Key, Body: 'x' }));
  await clock.advance(3_601_000);
  await client.send(new PutObjectCommand({ Bucket, Key: 'short/new', Body: 'x' }));

  const { url, fields } = await createPresignedPost(client, { Bucket, Key: 'posted/2', Expires: 86_400 });
  expect((await post({ url, fields }, 'x')).status).toBe(204);

  expect(await missing('short/old')).toBe('NotFound');
  for (const Key of ['short/new', 'long/old']) await client.send(new HeadObjectCommand({ Bucket, Key }));
});
