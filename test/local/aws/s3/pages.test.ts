import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
import { type AwsEndpoint, openAwsEndpoint } from '../../../../local/aws/endpoint.ts';
import { createFaults } from '../../../../local/aws/faults.ts';
import type { CorsRule } from '../../../../local/aws/s3/pages.ts';
import { s3 as s3Service } from '../../../../local/aws/s3/s3.ts';
import { systemClock } from '../../../../local/clock.ts';
import { clientOf } from '../../support/aws-client.ts';

const origin = 'https://shop.example.com';
const rules: readonly CorsRule[] = [{ allowedOrigins: [origin, 'http://localhost:3000'], allowedMethods: ['POST'] }];
const Bucket = 'inquiries';

const opened: (() => Promise<void>)[] = [];
let endpoint: AwsEndpoint;
let client: S3Client;
beforeAll(async () => {
  ({ endpoint, client } = await openS3(rules));
});
afterAll(async () => {
  for (const close of opened) await close();
});

async function openS3(cors?: readonly CorsRule[]) {
  const dataDir = mkdtempSync(join(tmpdir(), 's3-cors-'));
  const s3 = s3Service.open({
    objectFolder: dataDir,
    clock: systemClock,
    secretAccessKey: 'secret',
    ...(cors !== undefined && { cors }),
  });
  const endpoint = await openAwsEndpoint({ port: 0, services: { s3 }, faults: createFaults() });
  const client = new S3Client({ ...clientOf(endpoint.url), forcePathStyle: true });
  await client.send(new CreateBucketCommand({ Bucket }));
  opened.push(async () => {
    client.destroy();
    await endpoint.close();
    rmSync(dataDir, { recursive: true });
  });
  return { endpoint, client };
}

/** Node's own `fetch` keeps a caller from naming the headers of a preflight. */
function ask(path: string, headers: Readonly<Record<string, string>>, url = endpoint.url) {
  return new Promise<{ status: number; headers: object; text: string }>((resolve, reject) => {
    const sent = request(`${url}${path}`, { method: 'OPTIONS', headers }, async (response) => {
      const text = Buffer.concat(await response.toArray()).toString();
      resolve({ status: response.statusCode ?? 0, headers: response.headers, text });
    });
    sent.on('error', reject).end();
  });
}

const errorOf = (text: string) =>
  ['Code', 'Message', 'Method', 'ResourceType'].flatMap(
    (tag) => new RegExp(`<${tag}>(.*?)</${tag}>`).exec(text)?.[1] ?? [],
  );

const allowed = {
  'access-control-allow-origin': origin,
  'access-control-allow-methods': 'POST',
  'access-control-allow-credentials': 'true',
  vary: 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method',
};
const asked = { origin, 'access-control-request-method': 'POST' };

test.each([`/${Bucket}`, `/${Bucket}/`, `/${Bucket}/uploads/not-there`])(
  'a page of the origin may upload to %s',
  async (path) => {
    const { status, headers, text } = await ask(path, asked);

    expect({ status, text }).toEqual({ status: 200, text: '' });
    expect(headers).toMatchObject(allowed);
  },
);

const refused =
  'CORSResponse: This CORS request is not allowed. This is usually because the evalution of Origin, request method / ' +
  'Access-Control-Request-Method or Access-Control-Request-Headers are not whitelisted by the resource&apos;s CORS spec.';
test.each([
  ['of another origin', { ...asked, origin: 'https://evil.example.com' }, 'POST'],
  ['of the origin on another port', { ...asked, origin: `${origin}:8443` }, 'POST'],
  ['that would put', { ...asked, 'access-control-request-method': 'PUT' }, 'PUT'],
  ['that names no method', { origin }, 'OPTIONS'],
  ['that would send a header of its own', { ...asked, 'access-control-request-headers': 'x-amz-acl' }, 'POST'],
])('a page %s may not', async (_, headers, method) => {
  const answer = await ask(`/${Bucket}`, headers);

  expect(answer.status).toBe(403);
  expect(errorOf(answer.text.replaceAll('&#39;', '&apos;'))).toEqual(['AccessForbidden', refused, method, 'BUCKET']);
  expect(answer.headers).not.toHaveProperty('access-control-allow-origin');
});

test('who is no page, a bucket that is not there and one without a configuration are told so', async () => {
  const without = await openS3();

  const noPage = await ask(`/${Bucket}`, {});
  const noBucket = await ask('/elsewhere', asked);
  const notEnabled = await ask(`/${Bucket}`, asked, without.endpoint.url);

  expect([noPage.status, ...errorOf(noPage.text)]).toEqual([
    400,
    'BadRequest',
    'Insufficient information. Origin request header needed.',
  ]);
  expect([noBucket.status, ...errorOf(noBucket.text)]).toEqual([
    403,
    'AccessForbidden',
    'CORSResponse: Bucket not found',
    'POST',
    'BUCKET',
  ]);
  expect([notEnabled.status, ...errorOf(notEnabled.text)]).toEqual([
    403,
    'AccessForbidden',
    'CORSResponse: CORS is not enabled for this bucket.',
    'POST',
    'BUCKET',
  ]);
});

test.each([
  ['is taken', 'hello', 204],
  ['is refused', 'hello!', 400],
])('a page of the origin may read that its form %s, one elsewhere sends none', async (_, content, status) => {
  const { url, fields } = await createPresignedPost(client, {
    Bucket,
    Key: 'uploads/1',
    Conditions: [['content-length-range', 5, 5]],
  });
  const post = (from: string) => {
    const body = new FormData();
    for (const [name, value] of Object.entries(fields)) body.append(name, value);
    body.append('file', new Blob([content]));
    return fetch(url, { method: 'POST', body, headers: { origin: from } });
  };

  const [own, foreign] = [await post(origin), await post('https://evil.example.com')];

  expect([own.status, foreign.status]).toEqual([status, 403]);
  expect(Object.fromEntries(own.headers)).toMatchObject(allowed);
  expect(foreign.headers.has('access-control-allow-origin')).toBe(false);
});

test('what is no form tells no page anything', async () => {
  await client.send(new PutObjectCommand({ Bucket, Key: 'private', Body: 'x' }));
  const authorization = 'AWS4-HMAC-SHA256 Credential=000000000000/20260101/us-east-1/s3/aws4_request';

  const read = await fetch(`${endpoint.url}/${Bucket}/private`, { headers: { origin, authorization } });

  expect([read.status, read.headers.has('access-control-allow-origin')]).toEqual([403, false]);
});
