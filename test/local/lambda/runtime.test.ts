import { InvokeCommand, type InvokeCommandInput, LambdaClient } from '@aws-sdk/client-lambda';
import { type AwsEndpoint, openAwsEndpoint } from '../../../local/aws/endpoint.ts';
import { createFaults } from '../../../local/aws/faults.ts';
import type { LambdaContext } from '../../../local/lambda/run-handler.ts';
import { createVirtualClock } from '../../../local/virtual-clock.ts';
import { clientOf, rejection } from '../support/aws-client.ts';
import { lambdaRuntime } from '../support/lambda-runtime.ts';

const clock = createVirtualClock();
const faults = createFaults({ clock });
const seen: unknown[] = [];
const contexts: LambdaContext[] = [];

class ThrottlingException extends Error {
  override readonly name = 'ThrottlingException';
}

const runtime = lambdaRuntime(
  {
    echo: async (event, context) => {
      seen.push(event);
      contexts.push(context);
      return event;
    },
    nothing: async () => undefined,
    throttled: async () => {
      throw new ThrottlingException('slow down');
    },
    text: async () => {
      throw 'only a text';
    },
    circular: async () => {
      const value: Record<string, unknown> = {};
      value.self = value;
      return value;
    },
    large: async () => 'a'.repeat(6 * 1024 * 1024),
    never: () => new Promise(() => {}),
  },
  { clock, faults, timeoutSeconds: 3 },
);

let endpoint: AwsEndpoint;
let client: LambdaClient;

beforeAll(async () => {
  endpoint = await openAwsEndpoint({ port: 0, services: { lambda: runtime.service }, faults });
  client = new LambdaClient(clientOf(endpoint.url, { account: '123456789012' }));
});

beforeEach(() => {
  seen.length = 0;
  contexts.length = 0;
});

afterEach(() => faults.clear());

afterAll(async () => {
  client.destroy();
  await endpoint.close();
});

async function invoke(FunctionName: string, input: Partial<InvokeCommandInput> = {}) {
  const { Payload, FunctionError, StatusCode, ExecutedVersion } = await client.send(
    new InvokeCommand({ FunctionName, ...input }),
  );
  const text = Payload?.transformToString() ?? '';
  return { StatusCode, FunctionError, ExecutedVersion, result: text === '' ? undefined : JSON.parse(text) };
}

const inProcess = (functionName: string, payload = '{}', signal = new AbortController().signal) =>
  runtime.invoke({ account: '123456789012', region: 'us-east-1', functionName, payload, signal });

test('answers what the function returns', async () => {
  expect(await invoke('echo', { Payload: '{"글":[1,null]}' })).toEqual({
    StatusCode: 200,
    FunctionError: undefined,
    ExecutedVersion: '$LATEST',
    result: { 글: [1, null] },
  });
});

test('answers null for a function that returns nothing', async () => {
  expect(await inProcess('nothing')).toMatchObject({ payload: 'null' });
});

test('gives the function the context of Lambda', async () => {
  const { requestId } = await inProcess('echo');

  expect(contexts[0]).toMatchObject({
    awsRequestId: requestId,
    functionName: 'echo',
    functionVersion: '$LATEST',
    invokedFunctionArn: 'arn:aws:lambda:us-east-1:123456789012:function:echo',
    memoryLimitInMB: '1024',
  });
  expect(contexts[0]?.getRemainingTimeInMillis()).toBe(3000);
});

test.each([
  ['throttled', { errorType: 'ThrottlingException', errorMessage: 'slow down' }],
  ['text', { errorType: 'string', errorMessage: 'only a text' }],
  ['circular', { errorType: 'Runtime.MarshalError' }],
  ['large', { errorType: 'Function.ResponseSizeTooLarge' }],
])('a failure of %s keeps its name', async (name, failure) => {
  expect(await invoke(name)).toMatchObject({ StatusCode: 200, FunctionError: 'Unhandled', result: failure });
});

test('a thrown error has its trace', async () => {
  const { result } = await invoke('throttled');

  expect(result.trace[0]).toBe('ThrottlingException: slow down');
  expect(result.trace.length).toBeGreaterThan(1);
});

test('a function that takes too long is timed out by the clock', async () => {
  const pending = inProcess('never');
  await clock.advance(3000);

  const { functionError, payload, requestId } = await pending;

  expect(functionError).toBe('Unhandled');
  expect(JSON.parse(payload)).toEqual({
    errorType: 'Sandbox.Timedout',
    errorMessage: `RequestId: ${requestId} Error: Task timed out after 3.00 seconds`,
  });
});

test.each([
  ['sweep', 300],
  ['generate-answer', 110],
  ['authorizer', 60],
  ['of-a-test', 60],
])('%s has %i seconds where none are set: what a deployment gives it, and at least a minute', async (name, seconds) => {
  const contextOf = async (_event: unknown, context: LambdaContext) => context.getRemainingTimeInMillis();
  const deployed = lambdaRuntime({ [name]: contextOf }, { clock });
  const { signal } = new AbortController();

  const { payload } = await deployed.invoke({ account: '1', region: 'r', functionName: name, payload: '{}', signal });

  expect(payload).toBe(String(seconds * 1_000));
});

test('the wait ends when the caller gives up', async () => {
  const controller = new AbortController();
  const pending = inProcess('never', '{}', controller.signal);
  controller.abort();

  expect((await rejection(pending)).name).toBe('RequestAborted');
  await clock.advance(3000);
});

describe('refusals', () => {
  test('an unknown function', async () => {
    const error = await rejection(invoke('unknown'));

    expect(error.name).toBe('ResourceNotFoundException');
    expect(error.message).toBe('Function not found: arn:aws:lambda:us-east-1:123456789012:function:unknown');
  });

  test('a payload that is not JSON', async () => {
    expect((await rejection(invoke('echo', { Payload: '{"a":' }))).name).toBe('InvalidRequestContentException');
  });

  test('a payload above 6 MB, or 1 MB when asynchronous', async () => {
    const Payload = JSON.stringify('a'.repeat(2 * 1024 * 1024));
    const error = await rejection(inProcess('echo', JSON.stringify('한'.repeat(2.1 * 1024 * 1024))));

    expect(error.name).toBe('RequestTooLargeException');
    expect((await rejection(invoke('echo', { Payload, InvocationType: 'Event' }))).name).toBe(
      'RequestTooLargeException',
    );
    expect(await invoke('echo', { Payload })).toMatchObject({ FunctionError: undefined });
  });
});

test('an Event is accepted at once and carried out', async () => {
  const accepted = await invoke('echo', { InvocationType: 'Event', Payload: '{"later":true}' });
  await runtime.drain();

  expect(accepted.StatusCode).toBe(202);
  expect(seen).toEqual([{ later: true }]);
});

test('a DryRun only checks', async () => {
  expect((await invoke('echo', { InvocationType: 'DryRun' })).StatusCode).toBe(204);
  expect(seen).toEqual([]);
});

test('a lost response runs the function and rejects like a broken connection', async () => {
  faults.set([{ service: 'lambda', function: 'echo', kind: 'lose_response', times: 1 }]);

  const error = await rejection(inProcess('echo', '{"n":1}'));

  expect(error.name).toBe('SdkClientException');
  expect(seen).toEqual([{ n: 1 }]);
  expect(await inProcess('echo')).toMatchObject({ payload: '{}' });
});

test('a slow fault waits by the clock before the function runs', async () => {
  faults.set([{ service: 'lambda', function: 'echo', kind: 'slow', delayMs: 5000 }]);
  const pending = inProcess('echo');
  await clock.advance(4999);
  expect(seen).toEqual([]);

  await clock.advance(1);

  expect(await pending).toMatchObject({ payload: '{}' });
});
