import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import {
  CreateBucketCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { type AwsEndpoint, openAwsEndpoint } from '../../../local/aws/endpoint.ts';
import { createFaults } from '../../../local/aws/faults.ts';
import { jsonAnswer } from '../../../local/aws/internal-route.ts';
import { s3 as s3Service } from '../../../local/aws/s3/s3.ts';
import { systemClock } from '../../../local/clock.ts';
import { clientOf, rejection } from '../support/aws-client.ts';
import { lambdaRuntime } from '../support/lambda-runtime.ts';
import { rawRequest } from '../support/raw-request.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'hostile-pages-'));
const Bucket = 'inquiries';
const site = 'http://localhost:3000';
const invoked: unknown[] = [];
let endpoint: AwsEndpoint;
let s3: S3Client;
let lambda: LambdaClient;

beforeAll(async () => {
  const admin = async (event: unknown): Promise<unknown> => {
    invoked.push(event);
    return { done: true };
  };
  const cors = [{ allowedOrigins: [site], allowedMethods: ['POST'] }];
  endpoint = await openAwsEndpoint({
    port: 0,
    services: {
      s3: s3Service.open({ objectFolder: dataDir, clock: systemClock, secretAccessKey: 'secret', cors }),
      lambda: lambdaRuntime({ admin }).service,
    },
    routes: { '/_aws/ses': async () => jsonAnswer({ messages: [{ text: 'a reply link' }] }) },
    faults: createFaults(),
  });
  s3 = new S3Client({ ...clientOf(endpoint.url), forcePathStyle: true });
  lambda = new LambdaClient(clientOf(endpoint.url));
  await s3.send(new CreateBucketCommand({ Bucket }));
});

beforeEach(() => {
  invoked.length = 0;
});

afterAll(async () => {
  s3.destroy();
  lambda.destroy();
  await endpoint.close();
  rmSync(dataDir, { recursive: true });
});

const credential = (service: string): string =>
  `X-Amz-Credential=${encodeURIComponent(`000000000000/20260101/us-east-1/${service}/aws4_request`)}`;
const signedFor = (service: string): string =>
  `AWS4-HMAC-SHA256 Credential=000000000000/20260101/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=0`;
const invocations = '/2015-03-31/functions/admin/invocations';

describe('a name that is not loopback’s', () => {
  const paths = [
    ['the health', 'GET', '/_aws/health', {}],
    ['the outbox', 'GET', '/_aws/ses', {}],
    ['the faults', 'PUT', '/_aws/faults', {}],
    ['nothing', 'GET', '/_aws/nowhere', {}],
    ['a function', 'POST', invocations, { authorization: signedFor('lambda') }],
    ['an object', 'GET', `/${Bucket}/any`, { authorization: signedFor('s3') }],
    ['an unsigned path', 'GET', '/', {}],
  ] as const;
  const hosts = [
    'evil.example',
    'localhost.evil.example',
    '127.0.0.1.nip.io',
    'evil.localhost',
    'localhost.',
    '127.0.0.1.',
    '2130706433',
    '0x7f.0.0.1',
    '0177.0.0.1',
    '127.1',
    '0.0.0.0',
    '10.0.0.5',
    '[::ffff:127.0.0.1]',
    '[::1%25lo]',
    'localhost@evil.example',
    'localhost/evil',
  ];

  test.each(paths)('does not reach %s', async (_, method, path, headers) => {
    const statuses = await Promise.all(
      hosts.map(
        async (host) => (await rawRequest(endpoint.url + path, { method, headers: { ...headers, host } })).status,
      ),
    );

    expect(statuses).toEqual(hosts.map(() => 403));
    expect(invoked).toEqual([]);
  });

  test('does not reach it with the port of this endpoint either, nor beside a good one', async () => {
    const { port } = endpoint;
    const named = await rawRequest(`${endpoint.url}/_aws/ses`, { headers: { host: `evil.example:${port}` } });
    const answers = ['Host: localhost\r\nHost: evil.example', 'Host:', 'X-Host: localhost'].map((lines) => {
      const socket = connect(port, '127.0.0.1');
      socket.end(`GET /_aws/ses HTTP/1.0\r\n${lines}\r\nConnection: close\r\n\r\n`);
      return text(socket);
    });

    expect(named.status).toBe(403);
    expect((await Promise.all(answers)).map((answer) => answer.slice(9, 12))).toEqual(['403', '403', '403']);
  });

  test.each(['localhost', 'LOCALHOST', '127.0.0.1', '127.0.0.9', '[::1]', 'localhost:4566', '127.0.0.1:9999'])(
    'but %s is',
    async (host) => {
      expect((await rawRequest(`${endpoint.url}/_aws/ses`, { headers: { host } })).status).toBe(200);
    },
  );
});

describe('a page elsewhere', () => {
  const pages = [
    ['of another site', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'cors' }],
    ['of another site in a browser of before', { origin: 'https://evil.example' }],
    [
      'on another port',
      { origin: 'http://localhost:8080', 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'no-cors' },
    ],
    ['without an origin', { origin: 'null', 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }],
    ['that embeds it', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' }],
    ['that frames it', { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' }],
    ['that opens it', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' }],
    ['that claims two origins', { origin: `${site}, https://evil.example` }],
    ['with a word of its own', { 'sec-fetch-site': 'same-origin, cross-site' }],
    ['of the site, which has no business here', { origin: site, 'sec-fetch-site': 'same-site' }],
  ] as const;

  test.each(pages)('%s reads no mail, sets no fault and calls no function', async (_, headers) => {
    const asked = [
      ['GET', '/_aws/ses', {}],
      ['DELETE', '/_aws/ses', {}],
      ['PUT', '/_aws/faults', { 'content-type': 'text/plain' }],
      ['POST', '/_aws/clock', { 'content-type': 'text/plain' }],
      ['POST', invocations, { authorization: signedFor('lambda') }],
      ['POST', `${invocations}?${credential('lambda')}`, { 'content-type': 'text/plain' }],
      ['POST', '/', { 'x-amz-target': 'DynamoDB_20120810.Scan' }],
    ] as const;

    const statuses = await Promise.all(
      asked.map(async ([method, path, own]) => {
        const sent = { method, headers: { ...headers, ...own }, ...(method === 'GET' ? {} : { body: '{}' }) };
        return (await rawRequest(endpoint.url + path, sent)).status;
      }),
    );

    expect(statuses).toEqual(asked.map(() => 403));
    expect(invoked).toEqual([]);
  });

  test.each(pages.slice(0, -1))('%s reads and writes no object', async (_, headers) => {
    await s3.send(new PutObjectCommand({ Bucket, Key: 'private', Body: 'x' }));
    const url = `${endpoint.url}/${Bucket}/private`;
    const asked = [
      ['GET', `${url}?${credential('s3')}`, {}],
      ['GET', url, { authorization: signedFor('s3') }],
      ['PUT', url, { authorization: signedFor('s3') }],
      ['PUT', url, { 'content-type': 'multipart/form-data; boundary=x' }],
    ] as const;

    const statuses = await Promise.all(
      asked.map(
        async ([method, path, own]) => (await rawRequest(path, { method, headers: { ...headers, ...own } })).status,
      ),
    );

    expect(statuses.filter((status) => status < 400)).toEqual([]);
  });
});

test('a signature in the address is for S3 alone, which verifies it', async () => {
  const { status, text } = await rawRequest(`${endpoint.url}${invocations}?${credential('lambda')}`, {
    method: 'POST',
    headers: { 'content-type': 'text/plain' },
    body: '{}',
  });

  expect([status, JSON.parse(text).__type]).toEqual([403, 'MissingAuthenticationTokenException']);
  expect(invoked).toEqual([]);
});

test.each(['Basic YTpi', 'Bearer x', 'aws4-hmac-sha256 Credential=a'])(
  'a link is verified beside the header %s, which signs nothing',
  async (authorization) => {
    await s3.send(new PutObjectCommand({ Bucket, Key: 'private', Body: 'x' }));
    const asked = ['GET', 'PUT', 'DELETE'].map((method) =>
      rawRequest(`${endpoint.url}/${Bucket}/private?${credential('s3')}`, { method, headers: { authorization } }),
    );

    expect((await Promise.all(asked)).map(({ status }) => status)).toEqual([400, 400, 400]);
  },
);

test.each([
  ['as the gateway writes it', { requestContext: { authorizer: { companyId: 'c1' } } }],
  ['of the newer form', { version: '2.0', requestContext: { authorizer: { lambda: { companyId: 'c1' } } } }],
  ['through a prototype', JSON.parse('{"__proto__":{"requestContext":{"authorizer":{}}}}')],
  ['in a list', [{ requestContext: { authorizer: {} } }]],
])('an event with an authorizer’s context %s reaches no function', async (_, event) => {
  const escaped = JSON.stringify(event).replaceAll('authorizer', '\\u0061uthorizer');

  for (const Payload of [JSON.stringify(event), escaped])
    for (const InvocationType of ['RequestResponse', 'Event'] as const) {
      const call = lambda.send(new InvokeCommand({ FunctionName: 'admin', InvocationType, Payload }));
      expect((await rejection(call)).name).toBe('AccessDeniedException');
    }
  expect(invoked).toEqual([]);
});

test('the word in a text, as of a customer, is no context', async () => {
  const Payload = JSON.stringify({ body: '{"requestContext":{"authorizer":{}}}', content: 'authorizer' });

  await lambda.send(new InvokeCommand({ FunctionName: 'admin', Payload }));

  expect(invoked).toEqual([JSON.parse(Payload)]);
});

describe('objects', () => {
  const put = (Key: string, ContentType: string, more = {}) =>
    s3.send(new PutObjectCommand({ Bucket, Key, Body: '<script>1</script>', ContentType, ...more }));

  test.each([
    ['text/html', {}],
    ['TEXT/HTML; charset=utf-8', { ContentDisposition: 'inline; filename="a.html"' }],
    ['image/svg+xml', { ContentDisposition: 'INLINE' }],
    ['application/xhtml+xml', {}],
    ['text/xml', {}],
    ['multipart/x-mixed-replace', {}],
    ['text/javascript', {}],
  ])('of type %s come as files, never as pages', async (type, more) => {
    await put('page', type, more);
    const link = await getSignedUrl(
      s3,
      new GetObjectCommand({ Bucket, Key: 'page', ResponseContentType: type, ResponseContentDisposition: 'inline' }),
    );

    const { headers } = await fetch(link);
    const { headers: ordinary } = await rawRequest(`${endpoint.url}/${Bucket}/page`, {
      headers: { authorization: signedFor('s3') },
    });

    const inert = {
      'content-type': 'application/octet-stream',
      'content-disposition': expect.stringMatching(/^attachment(;|$)/),
      'content-security-policy': expect.stringMatching(/^sandbox/),
      'x-content-type-options': 'nosniff',
    };
    expect(Object.fromEntries(headers)).toMatchObject(inert);
    expect(ordinary).toMatchObject(inert);
  });

  test('keep a type that is no page’s, and the name they are kept by', async () => {
    await put('photo', 'image/png', { ContentDisposition: 'inline; filename="a.png"' });

    const { ContentType, ContentDisposition } = await s3.send(new HeadObjectCommand({ Bucket, Key: 'photo' }));

    expect([ContentType, ContentDisposition]).toEqual(['image/png', 'attachment; filename="a.png"']);
  });

  test('no link sets a header beside the six of S3', async () => {
    await put('photo', 'image/png');
    const link = await getSignedUrl(s3, new GetObjectCommand({ Bucket, Key: 'photo' }));

    const { status, headers } = await fetch(`${link}&response-set-cookie=a%3Db`);

    expect(status).toBe(403); // what was not signed for
    expect(headers.has('set-cookie')).toBe(false);
  });
});

describe('what was signed for a page', () => {
  const form = (from: Record<string, string>, key = 'uploads/1') =>
    createPresignedPost(s3, { Bucket, Key: key }).then(({ url, fields }) => {
      const body = new FormData();
      for (const [name, value] of Object.entries(fields)) body.append(name, value);
      body.append('file', new Blob(['hello']));
      return fetch(url, { method: 'POST', body, headers: from });
    });

  test('is taken from a page of the site and from a program, and from no other page', async () => {
    const answers = [
      await form({}),
      await form({ origin: site, 'sec-fetch-site': 'same-site' }),
      await form({ origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }),
      await form({ origin: 'http://localhost:3001' }),
      await form({ origin: 'null' }),
    ];

    expect(answers.map(({ status }) => status)).toEqual([204, 204, 403, 403, 403]);
  });

  test('a link is followed from anywhere, and neither embedded nor framed', async () => {
    await s3.send(new PutObjectCommand({ Bucket, Key: 'export', Body: '{}' }));
    const link = await getSignedUrl(s3, new GetObjectCommand({ Bucket, Key: 'export' }));
    const asked = (dest: string, mode: string) =>
      rawRequest(link, { headers: { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': mode, 'sec-fetch-dest': dest } });

    const statuses = [asked('document', 'navigate'), asked('iframe', 'navigate'), asked('image', 'no-cors')];

    expect((await Promise.all(statuses)).map(({ status }) => status)).toEqual([200, 403, 403]);
  });
});
