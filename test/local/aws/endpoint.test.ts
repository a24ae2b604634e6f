import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateTableCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { dynamodb as dynamodbService } from '../../../local/aws/dynamodb/dynamodb.ts';
import { type AwsEndpoint, openAwsEndpoint } from '../../../local/aws/endpoint.ts';
import { createFaults } from '../../../local/aws/faults.ts';
import { type Store, startStore } from '../../../local/store/store.ts';
import { clientOf, rejection } from '../support/aws-client.ts';
import { lambdaRuntime } from '../support/lambda-runtime.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'endpoint-'));
const faults = createFaults();
let store: Store;
let endpoint: AwsEndpoint;
let dynamodb: DynamoDBClient;
let lambda: LambdaClient;

beforeAll(async () => {
  store = await startStore({ dataDir });
  const runtime = lambdaRuntime({ hello: async (event) => ({ hello: event }) }, { faults });
  endpoint = await openAwsEndpoint({
    port: 0,
    services: { dynamodb: dynamodbService.open({ store }), lambda: runtime.service },
    faults,
  });
  dynamodb = new DynamoDBClient(clientOf(endpoint.url));
  lambda = new LambdaClient(clientOf(endpoint.url));
  await dynamodb.send(
    new CreateTableCommand({
      TableName: 'things',
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      BillingMode: 'PAY_PER_REQUEST',
    }),
  );
});

afterEach(() => faults.clear());

afterAll(async () => {
  dynamodb.destroy();
  lambda.destroy();
  await endpoint.close();
  await store.close();
  rmSync(dataDir, { recursive: true });
});

const put = (id: string, count = 1) =>
  dynamodb.send(new PutItemCommand({ TableName: 'things', Item: { id: { S: id }, count: { N: String(count) } } }));
const get = async (id: string) =>
  (await dynamodb.send(new GetItemCommand({ TableName: 'things', Key: { id: { S: id } } }))).Item;
const setFaults = (body: unknown) =>
  fetch(`${endpoint.url}/_aws/faults`, { method: 'PUT', body: JSON.stringify(body) });

test('passes DynamoDB calls on to the store', async () => {
  await put('passed', 7);

  expect(await get('passed')).toEqual({ id: { S: 'passed' }, count: { N: '7' } });
});

test("keeps the store's errors under AWS's names", async () => {
  const error = await rejection(dynamodb.send(new GetItemCommand({ TableName: 'missing', Key: { id: { S: 'a' } } })));

  expect(error.name).toBe('ResourceNotFoundException');
});

test('tells the service by X-Amz-Target when the call is not signed', async () => {
  const response = await fetch(endpoint.url, {
    method: 'POST',
    headers: { 'x-amz-target': 'DynamoDB_20120810.Nonsense', 'content-type': 'application/x-amz-json-1.0' },
    body: '{}',
  });

  expect(await response.json()).toMatchObject({ __type: expect.stringContaining('UnknownOperationException') });
});

test('refuses a call that names no service', async () => {
  const response = await fetch(`${endpoint.url}/anything`);

  expect(response.status).toBe(403);
  expect(response.headers.get('x-amzn-requestid')).toMatch(/^[\da-f-]{36}$/);
});

test('refuses a service it does not have in the shape of AWS', async () => {
  const { SNSClient, PublishCommand } = await import('@aws-sdk/client-sns');
  const sns = new SNSClient(clientOf(endpoint.url));

  const error = await rejection(sns.send(new PublishCommand({ TopicArn: 'arn:aws:sns:us-east-1:0:t', Message: 'm' })));

  expect(error.name).toBe('UnknownOperationException');
  expect(error.message).toBe('Service sns is not supported by this endpoint');
});

test('invokes a function by name and by ARN', async () => {
  const invoke = async (FunctionName: string) =>
    (await lambda.send(new InvokeCommand({ FunctionName, Payload: '{"a":1}' }))).Payload?.transformToString();

  expect(await invoke('hello')).toBe('{"hello":{"a":1}}');
  expect(await invoke('arn:aws:lambda:us-east-1:000000000000:function:hello:$LATEST')).toBe('{"hello":{"a":1}}');
});

describe('faults', () => {
  test.each([
    { kind: 'throttle', name: 'ProvisionedThroughputExceededException' },
    { kind: 'error', errorName: 'RequestLimitExceeded', name: 'RequestLimitExceeded' },
    { kind: 'error', name: 'InternalServerError' },
  ])('$kind answers $name', async ({ name, ...fault }) => {
    await setFaults({ faults: [{ service: 'dynamodb', operation: 'GetItem', ...fault }] });

    expect((await rejection(get('x'))).name).toBe(name);
    await put('other-operations-go-on');
  });

  test('ends after the given number of times and lets the first calls through', async () => {
    await setFaults({ faults: [{ service: 'dynamodb', operation: 'GetItem', kind: 'throttle', skip: 1, times: 1 }] });

    await get('first');
    expect((await rejection(get('second'))).name).toBe('ProvisionedThroughputExceededException');
    await get('third');
    expect(await (await fetch(`${endpoint.url}/_aws/faults`)).json()).toMatchObject({
      faults: [{ matchedCount: 3, hitCount: 1 }],
    });
  });

  test('a lost response breaks the connection after the effect', async () => {
    await setFaults({ faults: [{ service: 'dynamodb', operation: 'PutItem', kind: 'lose_response' }] });

    const error = await rejection(put('lost'));

    expect(error.message).toContain('socket hang up');
    expect(await get('lost')).toEqual({ id: { S: 'lost' }, count: { N: '1' } });
  });

  test('a cancelled transaction has a reason for each action and no effect', async () => {
    await setFaults({ faults: [{ service: 'dynamodb', kind: 'cancel_transaction' }] });

    const Put = (id: string) => ({ Put: { TableName: 'things', Item: { id: { S: id } } } });
    const error = await rejection(
      dynamodb.send(new TransactWriteItemsCommand({ TransactItems: [Put('one'), Put('two')] })),
    );

    expect(error.name).toBe('TransactionCanceledException');
    expect(error).toMatchObject({
      CancellationReasons: [{ Code: 'TransactionConflict' }, { Code: 'TransactionConflict' }],
    });
    expect(await get('one')).toBeUndefined();
  });

  test('a throttled function is refused as Lambda refuses it', async () => {
    await setFaults({ faults: [{ service: 'lambda', function: 'hello', kind: 'throttle' }] });

    const error = await rejection(lambda.send(new InvokeCommand({ FunctionName: 'hello' })));

    expect(error.name).toBe('TooManyRequestsException');
  });

  test('a hang lasts until the caller gives up', async () => {
    await setFaults({ faults: [{ service: 'dynamodb', operation: 'GetItem', kind: 'hang' }] });
    const controller = new AbortController();

    const call = dynamodb.send(new GetItemCommand({ TableName: 'things', Key: { id: { S: 'a' } } }), {
      abortSignal: controller.signal,
    });
    while ((faults.list()[0]?.hitCount ?? 0) === 0) await new Promise((resolve) => setImmediate(resolve));
    controller.abort();

    expect((await rejection(call)).name).toBe('AbortError');
  });

  test('refuses a fault it does not know and keeps what was set', async () => {
    await setFaults({ faults: [{ service: 's3', kind: 'slow', delayMs: 1 }] });

    const response = await setFaults({ faults: [{ service: 'dynamodb', kind: 'explode' }] });

    expect(response.status).toBe(400);
    expect(faults.list()).toHaveLength(1);
  });

  test('DELETE clears them', async () => {
    await setFaults({ faults: [{ service: 'dynamodb', kind: 'throttle' }] });
    await fetch(`${endpoint.url}/_aws/faults`, { method: 'DELETE' });

    expect(faults.active).toBe(false);
  });
});

test('tells a service the account and Region of the signature', async () => {
  const seen: unknown[] = [];
  const own = await openAwsEndpoint({
    port: 0,
    faults,
    services: {
      textract: async ({ account, region }) => {
        seen.push([account, region]);
        return { status: 200, headers: {}, body: '' };
      },
    },
  });
  for (const keyId of ['123456789012', 'AKIAEXAMPLE'])
    await fetch(own.url, {
      headers: { authorization: `AWS4-HMAC-SHA256 Credential=${keyId}/20260101/eu-west-1/textract/aws4_request, X` },
    });

  expect(seen).toEqual([
    ['123456789012', 'eu-west-1'],
    ['000000000000', 'eu-west-1'],
  ]);
  await own.close();
});

test('an error that a service does not know is a 500 that is logged and tells the caller nothing', async () => {
  const logged: unknown[] = [];
  const log = { debug: () => {}, warn: () => {}, error: (_: string, fields?: object) => logged.push(fields) };
  const failing = async () => {
    throw new RangeError('inner detail');
  };
  const own = await openAwsEndpoint({ port: 0, faults, log, services: { dynamodb: failing } });
  const client = new DynamoDBClient(clientOf(own.url));

  const error = await rejection(client.send(new GetItemCommand({ TableName: 'things', Key: { id: { S: 'a' } } })));

  expect(error.name).toBe('InternalFailure');
  expect(error.message).not.toContain('inner detail');
  expect(logged).toMatchObject([{ service: 'dynamodb', stack: expect.stringContaining('inner detail') }]);
  client.destroy();
  await own.close();
});

test("answers the store's absence as a server error that SDKs try again", async () => {
  const own = await openAwsEndpoint({
    port: 0,
    faults,
    services: { dynamodb: dynamodbService.open({ store: { endpoint: 'http://127.0.0.1:1' } }) },
  });
  const client = new DynamoDBClient(clientOf(own.url));

  const error = await rejection(client.send(new GetItemCommand({ TableName: 'things', Key: { id: { S: 'a' } } })));

  expect(error).toMatchObject({ name: 'InternalServerError', $metadata: { httpStatusCode: 500 } });
  client.destroy();
  await own.close();
});

test('refuses pages of other sites and names that are not loopback', async () => {
  const ask = async (headers: Record<string, string>) =>
    (await fetch(`${endpoint.url}/_aws/health`, { headers })).status;

  expect(await ask({})).toBe(200);
  expect(await ask({ origin: 'https://evil.example' })).toBe(403);
  expect(await ask({ origin: endpoint.url })).toBe(200);
});

test('answers 409 to a move of a clock that is real', async () => {
  const response = await fetch(`${endpoint.url}/_aws/clock`, { method: 'POST', body: '{"advanceSeconds":1}' });

  expect(response.status).toBe(409);
});
