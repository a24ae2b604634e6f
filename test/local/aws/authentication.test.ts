import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import {
  CreateBucketCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { ListTopicsCommand, SNSClient } from '@aws-sdk/client-sns';
import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { Hash } from '@smithy/core/serde';
import { SignatureV4 } from '@smithy/signature-v4';
import { basicAuthorization, createAuthentication } from '../../../local/aws/authentication.ts';
import { type AwsEndpoint, openAwsEndpoint } from '../../../local/aws/endpoint.ts';
import { createFaults } from '../../../local/aws/faults.ts';
import { jsonAnswer } from '../../../local/aws/internal-route.ts';
import { s3 } from '../../../local/aws/s3/s3.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { clientOf, rejection } from '../support/aws-client.ts';
import { lambdaRuntime } from '../support/lambda-runtime.ts';
import { rawRequest } from '../support/raw-request.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'authentication-'));
const Bucket = 'inquiries';
const secretAccessKey = 'secret';
const invoked: unknown[] = [];
const clock = new ManualClock(Date.now());
let endpoint: AwsEndpoint;

const configOf = (secret: string, options = {}) => ({
  ...clientOf(endpoint.url, options),
  credentials: { accessKeyId: '000000000000', secretAccessKey: secret },
});
const lambdaOf = (secret: string, options = {}) => new LambdaClient(configOf(secret, options));
const s3Of = (secret: string) => new S3Client({ ...configOf(secret), forcePathStyle: true });
const snsOf = (secret: string) => new SNSClient(configOf(secret));
const invoke = (client: LambdaClient) =>
  client.send(new InvokeCommand({ FunctionName: 'arn:aws:lambda:us-east-1:000000000000:function:echo', Payload: '1' }));

beforeAll(async () => {
  const echo = async (event: unknown): Promise<unknown> => invoked.push(event);
  endpoint = await openAwsEndpoint({
    port: 0,
    authentication: createAuthentication({ secretAccessKey, clock }),
    services: {
      s3: s3.open({ objectFolder: dataDir, clock, secretAccessKey }),
      lambda: lambdaRuntime({ echo }).service,
      sns: async () => ({ status: 200, headers: {}, body: '<ListTopicsResponse/>' }),
    },
    routes: { '/_aws/ses': async () => jsonAnswer({ messages: [] }) },
    faults: createFaults(),
  });
  await s3Of('secret').send(new CreateBucketCommand({ Bucket }));
});

beforeEach(() => {
  invoked.length = 0;
});

afterAll(async () => {
  await endpoint.close();
  rmSync(dataDir, { recursive: true });
});

describe('with the secret', () => {
  test('a function is called, by a path that is escaped twice in the signature', async () => {
    expect((await invoke(lambdaOf('secret'))).StatusCode).toBe(200);
    expect(invoked).toEqual([1]);
  });

  test.each(['plain', 'a b+c/d%e', '한국어 (1).txt', "it's !*~", 'a//b', './..'])(
    'the object %s is written, listed and read',
    async (Key) => {
      const s3 = s3Of('secret');

      await s3.send(new PutObjectCommand({ Bucket, Key, Body: 'hello', Metadata: { spaced: '  a   b ' } }));
      const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: Key, Delimiter: '|' }));
      const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));

      expect(Contents.map((object) => object.Key)).toEqual([Key]);
      expect(await Body?.transformToString()).toBe('hello');
    },
  );

  test('an upload streams, its hash left out of the signature', async () => {
    const Body = Readable.from([Buffer.alloc(70_000, 'a'), Buffer.alloc(9, 'b')]);
    const s3 = s3Of('secret');

    await s3.send(new PutObjectCommand({ Bucket, Key: 'streamed', Body, ContentLength: 70_009 }));

    const { ContentLength } = await s3.send(new GetObjectCommand({ Bucket, Key: 'streamed' }));
    expect(ContentLength).toBe(70_009);
  });

  test('a service of the query protocol is called', async () => {
    expect((await snsOf('secret').send(new ListTopicsCommand({}))).$metadata.httpStatusCode).toBe(200);
  });

  test('links and forms are good as they are elsewhere', async () => {
    const s3 = s3Of('secret');
    await s3.send(new PutObjectCommand({ Bucket, Key: 'linked', Body: 'hello' }));
    const link = await getSignedUrl(s3, new GetObjectCommand({ Bucket, Key: 'linked' }));
    const { url, fields } = await createPresignedPost(s3, { Bucket, Key: 'posted' });
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    form.append('file', new Blob(['hello']));

    expect(await (await fetch(link)).text()).toBe('hello');
    expect((await fetch(url, { method: 'POST', body: form })).status).toBe(204);
  });
});

describe('with another secret', () => {
  test('each protocol refuses under its own name', async () => {
    const refusals = await Promise.all([
      rejection(invoke(lambdaOf('other'))),
      rejection(snsOf('other').send(new ListTopicsCommand({}))),
      rejection(s3Of('other').send(new PutObjectCommand({ Bucket, Key: 'x', Body: 'x' }))),
      rejection(s3Of('other').send(new ListObjectsV2Command({ Bucket }))),
      rejection(
        s3Of('other').send(new PutObjectCommand({ Bucket, Key: 'x', Body: Readable.from(['x']), ContentLength: 1 })),
      ),
    ]);

    expect(refusals.map(({ name }) => name)).toEqual([
      'InvalidSignatureException',
      ...Array(4).fill('SignatureDoesNotMatch'),
    ]);
    expect(refusals).toEqual(
      refusals.map(() => expect.objectContaining({ $metadata: expect.objectContaining({ httpStatusCode: 403 }) })),
    );
    expect(invoked).toEqual([]);
  });

  test('neither link nor form is good', async () => {
    const s3 = s3Of('other');
    const link = await getSignedUrl(s3, new GetObjectCommand({ Bucket, Key: 'plain' }));
    const { url, fields } = await createPresignedPost(s3, { Bucket, Key: 'posted' });
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    form.append('file', new Blob(['hello']));

    expect((await fetch(link)).status).toBe(403);
    expect((await fetch(url, { method: 'POST', body: form })).status).toBe(403);
  });
});

const invocations = '/2015-03-31/functions/echo/invocations';

/** The headers of a call by AWS's own signer. */
async function signedHeaders(
  options: {
    service?: string;
    method?: string;
    path?: string;
    body?: string;
    signingDate?: Date;
    headers?: Record<string, string>;
  } = {},
): Promise<Record<string, string>> {
  const { service = 'lambda', path = invocations, body = '1', signingDate = new Date(clock.now()), headers } = options;
  const { method = 'POST' } = options;
  const signer = new SignatureV4({
    credentials: { accessKeyId: '000000000000', secretAccessKey },
    ...{ region: 'us-east-1', service, uriEscapePath: service !== 's3' },
    sha256: Hash.bind(null, 'sha256'),
  });
  const { hostname, host } = new URL(endpoint.url);
  const request = { method, protocol: 'http:', hostname, path, query: {}, body };
  return (await signer.sign({ ...request, headers: { host, ...headers } }, { signingDate })).headers;
}

const post = (path: string, headers: Record<string, string>, body = '1') =>
  rawRequest(endpoint.url + path, { method: 'POST', headers, body });

describe('what was not signed', () => {
  test('is refused, by whichever change of a signed call', async () => {
    const headers = await signedHeaders();
    const { authorization = '', 'x-amz-date': date = '' } = headers;
    const of = (from: string | RegExp, to: string) => ({ ...headers, authorization: authorization.replace(from, to) });
    const { 'x-amz-date': _, ...undated } = headers;
    const answers = await Promise.all([
      post(invocations, headers, '2'),
      post(`${invocations}?Qualifier=live`, headers),
      post(invocations.replace('echo', 'other'), headers),
      post(invocations, { ...headers, 'x-amz-invocation-type': 'Event' }),
      post(invocations, { ...headers, 'x-amz-date': `${date.slice(0, -2)}${date.endsWith('0Z') ? '1Z' : '0Z'}` }),
      post(invocations, { ...headers, 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' }, '2'),
      post(invocations, of('/us-east-1/', '/us-west-1/')),
      post(invocations, of('host;', '')),
      post(invocations, of(/Signature=.*/, 'Signature=')),
      post(invocations, of(/Signature=.*/, `Signature=${'0'.repeat(64)}`)),
      post(invocations, of(/, Signature=.*/, '')),
      post(
        invocations,
        of('Credential=', 'Credential=000000000000/20260101/us-east-1/lambda/aws4_request, Credential='),
      ),
      post(invocations, of('AWS4-HMAC-SHA256', 'AWS4-ECDSA-P256-SHA256')),
      post(invocations, undated),
    ]);

    expect(answers.map(({ status, headers: answered }) => [status, answered['x-amzn-errortype']])).toEqual(
      answers.map(() => [403, 'InvalidSignatureException']),
    );
    expect(invoked).toEqual([]);
    expect((await post(invocations, headers)).status).toBe(200);
  });

  test('is refused where nothing is signed at all', async () => {
    const ordinary = [
      post('/', { 'x-amz-target': 'AWSStepFunctions.ListStateMachines' }),
      post('/', { 'x-amz-target': 'AWSStepFunctions.ListStateMachines', authorization: basicAuthorization('secret') }),
      post(invocations, { authorization: 'AWS4-HMAC-SHA256 ' }),
    ];
    const objects = [
      rawRequest(`${endpoint.url}/${Bucket}/plain`, {
        method: 'PUT',
        headers: { 'content-type': 'multipart/form-data' },
      }),
      rawRequest(`${endpoint.url}/${Bucket}/plain?X-Amz-Credential=a/20260101/us-east-1/s3/aws4_request`, {
        headers: { authorization: basicAuthorization('secret') },
      }),
    ];

    expect((await Promise.all(ordinary)).map(({ status }) => status)).toEqual([403, 403, 403]);
    expect((await Promise.all(objects)).filter(({ status }) => status < 400)).toEqual([]);
  });
});

describe('the bytes of an upload', () => {
  const put = (headers: Record<string, string>, body: string) =>
    rawRequest(`${endpoint.url}/${Bucket}/bytes`, { method: 'PUT', headers, body });
  const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');
  const headersOf = (hash: string) =>
    signedHeaders({
      service: 's3',
      method: 'PUT',
      path: `/${Bucket}/bytes`,
      headers: { 'x-amz-content-sha256': hash },
    });

  test.each([
    ['are those of the hash', hashOf('hello'), 'hello', 200],
    ['are others', hashOf('hello'), 'hullo', 400],
    ['are not signed, as S3 allows', 'UNSIGNED-PAYLOAD', 'anything', 200],
    ['have a trailer and no signature', 'STREAMING-UNSIGNED-PAYLOAD-TRAILER', '2\r\nhi\r\n0\r\n\r\n', 200],
    ['have an unknown kind of hash', 'STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD', 'hi', 400],
    ['have chunks that are not signed', 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD', '2\r\nhi\r\n0\r\n\r\n', 403],
    ['have no chunks', 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD', 'hi', 400],
  ])('%s', async (_, hash, body, status) => {
    expect((await put(await headersOf(hash), body)).status).toBe(status);
  });
});

describe('a clock that differs', () => {
  const at = (minutes: number, service = 'lambda') =>
    signedHeaders({ service, signingDate: new Date(clock.now() + minutes * 60_000) });

  test.each([-4, 4])('by %d minutes does not matter', async (minutes) => {
    expect((await post(invocations, await at(minutes))).status).toBe(200);
  });

  test.each([-6, 6])('by %d minutes does, and an SDK sets its own right by the answer', async (minutes) => {
    const { status, headers } = await post(invocations, await at(minutes));
    const corrected = await invoke(lambdaOf('secret', { maxAttempts: 2, systemClockOffset: minutes * 60_000 }));

    expect([status, headers['x-amzn-errortype']]).toEqual([403, 'InvalidSignatureException']);
    expect(Date.parse(String(headers.date))).toBe(Math.floor(clock.now() / 1000) * 1000);
    expect(corrected.StatusCode).toBe(200);
  });

  test('by a quarter of an hour does for S3, under its name for it', async () => {
    const headers = await signedHeaders({
      ...{ service: 's3', method: 'PUT', path: `/${Bucket}/late`, body: '' },
      signingDate: new Date(clock.now() - 16 * 60_000),
    });

    const { status, text } = await rawRequest(`${endpoint.url}/${Bucket}/late`, { method: 'PUT', headers });

    expect([status, /<Code>(.*)<\/Code>/.exec(text)?.[1]]).toEqual([403, 'RequestTimeTooSkewed']);
  });
});

describe('the outbox', () => {
  const ask = (headers: Record<string, string> = {}) => rawRequest(`${endpoint.url}/_aws/ses`, { headers });

  test('asks for the secret, as a browser understands it', async () => {
    const { status, headers } = await ask();

    expect([status, headers['www-authenticate']]).toEqual([401, expect.stringMatching(/^Basic realm=/)]);
  });

  test.each([
    ['the secret', basicAuthorization('secret'), 200],
    ['the secret under any name', `Basic ${btoa('anybody:secret')}`, 200],
    ['another secret', basicAuthorization('other'), 401],
    ['no password', `Basic ${btoa('secret:')}`, 401],
    ['another scheme', 'Bearer secret', 401],
    ['what is no base64', 'Basic ~~~', 401],
    ['a long password', basicAuthorization('x'.repeat(8_000)), 401],
  ])('with %s', async (_, authorization, status) => {
    expect((await ask({ authorization })).status).toBe(status);
  });

  test('asks no page elsewhere, whose person would be asked then', async () => {
    const { status, headers } = await ask({
      'sec-fetch-site': 'cross-site',
      authorization: basicAuthorization('secret'),
    });

    expect([status, headers['www-authenticate']]).toEqual([403, undefined]);
  });
});
