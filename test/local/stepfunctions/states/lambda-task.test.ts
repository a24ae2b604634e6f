import { AwsError } from '../../../../local/aws/aws-error.ts';
import { failureOfInvoke, outcomeOfAnswer } from '../../../../local/stepfunctions/states/lambda-task.ts';
import { type Call, openEngine, returns } from '../harness.ts';

/** How a Task with these fields ends, and what it called. */
async function ran(fields: object, input: unknown = {}) {
  const calls: Call[] = [];
  const engine = await openEngine({
    lambda: async (call) => {
      calls.push(call);
      return returns('done');
    },
  });
  const task = { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', End: true, ...fields };
  const execution = await engine.start(
    await engine.create({ QueryLanguage: 'JSONata', StartAt: 'A', States: { A: task } }),
    input,
  );
  const end = await engine.finish(execution);
  await engine.stepFunctions.close();
  return { ...end, calls: calls.map(({ functionName, payload }) => ({ functionName, payload: String(payload) })) };
}

test.each([
  ['a payload that is an object', { FunctionName: 'f', Payload: { a: 1 } }, 'f', '{"a":1}'],
  ['no payload', { FunctionName: 'f' }, 'f', '{}'],
  ['a payload that is a text, as it is', { FunctionName: 'f', Payload: 'raw text' }, 'f', 'raw text'],
  ['a version', { FunctionName: 'f', Qualifier: '3', Payload: {} }, 'f:3', '{}'],
])('a Task calls its function with %s', async (_, Arguments, functionName, payload) => {
  expect((await ran({ Arguments })).calls).toEqual([{ functionName, payload }]);
});

test('a Task without a function to call says so', async () => {
  expect(await ran({ Arguments: { FunctionName: '{% 5 %}' } })).toMatchObject({
    status: 'FAILED',
    error: 'States.Runtime',
    cause:
      "An error occurred while executing the state 'A' (entered at the event id #2). The Parameters '{\"FunctionName\":5}' could not be used to start the Task: [The field 'FunctionName' must be a string]",
    calls: [],
  });
});

test('arguments above 262,144 bytes are not sent', async () => {
  const { status, error, cause, calls } = await ran({
    Arguments: { FunctionName: 'f', Payload: "{% $pad('', 262144, 'x') %}" },
  });

  expect({ status, error, calls }).toEqual({ status: 'FAILED', error: 'States.DataLimitExceeded', calls: [] });
  expect(cause).toContain("'A'");
});

test.each([
  ['TimeoutSeconds', '{% 0 %}'],
  ['TimeoutSeconds', '{% "5" %}'],
  ['TimeoutSeconds', '{% 1.5 %}'],
  ['HeartbeatSeconds', '{% 0 %}'],
])('%s cannot be %s', async (field, value) => {
  const { status, error, cause, calls } = await ran({
    Arguments: { FunctionName: 'f' },
    TimeoutSeconds: 60,
    [field]: value,
  });

  expect({ status, error, calls }).toEqual({ status: 'FAILED', error: 'States.QueryEvaluationError', calls: [] });
  expect(cause).toContain('integer of 1 or more');
});

const nowMs = Date.UTC(2026, 0, 5, 9);
const integration = { kind: 'lambdaInvoke', waitForTaskToken: false } as const;
const byArn = { kind: 'lambdaFunction', arn: 'arn:aws:lambda:us-east-1:1:function:f' } as const;
const answer = { payload: '{"a":1}', requestId: 'request-1', executedVersion: '7' };

test('the result of lambda:invoke is the payload inside the fields of the SDK’s response, as text and as value', () => {
  const headers = {
    'X-Amz-Executed-Version': '7',
    'x-amzn-Remapped-Content-Length': '0',
    Connection: 'keep-alive',
    'x-amzn-RequestId': 'request-1',
    'Content-Length': '7',
    Date: 'Mon, 05 Jan 2026 09:00:00 GMT',
    'Content-Type': 'application/json',
  };
  const value = {
    ExecutedVersion: '7',
    Payload: { a: 1 },
    SdkHttpMetadata: {
      AllHttpHeaders: Object.fromEntries(Object.entries(headers).map(([name, each]) => [name, [each]])),
      HttpHeaders: headers,
      HttpStatusCode: 200,
    },
    SdkResponseMetadata: { RequestId: 'request-1' },
    StatusCode: 200,
  };

  const outcome = outcomeOfAnswer(integration, { answer, nowMs });

  expect(outcome).toEqual({ kind: 'succeeded', result: { text: JSON.stringify(value), value } });
});

test('a function that names no version ran its latest', () => {
  const outcome = outcomeOfAnswer(integration, { answer: { payload: '1', requestId: 'r' }, nowMs });

  expect(outcome).toMatchObject({ result: { value: { ExecutedVersion: '$LATEST' } } });
});

test('the result of a function named by its ARN is its payload alone; what is no JSON is a text', () => {
  expect(outcomeOfAnswer(byArn, { answer, nowMs })).toEqual({
    kind: 'succeeded',
    result: { text: '{"a":1}', value: { a: 1 } },
  });
  expect(outcomeOfAnswer(byArn, { answer: { ...answer, payload: 'plain' }, nowMs })).toEqual({
    kind: 'succeeded',
    result: { text: '"plain"', value: 'plain' },
  });
});

test.each([
  [integration, 'lambda'],
  [byArn, byArn.arn],
])('an answer above 262,144 bytes fails, and names what gave it', (resource, name) => {
  const outcome = outcomeOfAnswer(resource, { answer: { ...answer, payload: `"${'x'.repeat(262_144)}"` }, nowMs });

  expect(outcome).toEqual({
    kind: 'failed',
    failure: {
      kind: 'error',
      error: 'States.DataLimitExceeded',
      cause: `The state/task '${name}' returned a result with a size exceeding the maximum number of bytes service limit.`,
    },
  });
});

test.each([
  ['{"errorType":"Mine","errorMessage":"no"}', 'Mine', '{"errorType":"Mine","errorMessage":"no"}'],
  [
    '{"errorMessage":"no"}',
    'Lambda.Unknown',
    'The cause could not be determined because Lambda did not return an error type. Returned payload: {"errorMessage":"no"}',
  ],
  [
    'killed',
    'Lambda.Unknown',
    'The cause could not be determined because Lambda did not return an error type. Returned payload: killed',
  ],
])('a function error %j is %s', (payload, error, cause) => {
  const outcome = outcomeOfAnswer(integration, {
    answer: { payload, requestId: 'r', functionError: 'Unhandled' },
    nowMs,
  });

  expect(outcome).toEqual({ kind: 'failed', failure: { kind: 'error', error, cause } });
});

test('a call that did not reach the function fails by the name of what stood in its way', () => {
  expect(failureOfInvoke(new Error('socket hang up'))).toEqual({
    kind: 'error',
    error: 'Lambda.SdkClientException',
    cause: 'socket hang up',
  });
  expect(failureOfInvoke('odd')).toEqual({ kind: 'error', error: 'Lambda.SdkClientException', cause: 'odd' });
});

test.each([
  [{ requestId: 'r-1' }, 'r-1'],
  [{}, '00000000-0000-0000-0000-000000000000'],
])('a refused call is told as the SDK does', (details, requestId) => {
  expect(failureOfInvoke(new AwsError('TooManyRequestsException', 'slow down', { status: 429, details }))).toEqual({
    kind: 'error',
    error: 'Lambda.TooManyRequestsException',
    cause: `slow down (Service: AWSLambda; Status Code: 429; Error Code: TooManyRequestsException; Request ID: ${requestId}; Proxy: null)`,
  });
});

test('a Task that names a role is called by it', async () => {
  const engine = await openEngine({ lambda: async () => returns('done') });
  const A = {
    Type: 'Task',
    Resource: 'arn:aws:states:::lambda:invoke',
    Arguments: { FunctionName: 'f' },
    Credentials: { RoleArn: "{% 'arn:aws:iam::1:role/' & $states.input.role %}" },
    End: true,
  };
  const execution = await engine.start(await engine.create({ QueryLanguage: 'JSONata', StartAt: 'A', States: { A } }), {
    role: 'reader',
  });
  await engine.finish(execution);
  const { events } = await engine.call('GetExecutionHistory', { executionArn: execution });
  await engine.stepFunctions.close();

  expect(events).toContainEqual(
    expect.objectContaining({
      type: 'TaskScheduled',
      taskScheduledEventDetails: expect.objectContaining({
        taskCredentials: { roleArn: 'arn:aws:iam::1:role/reader' },
      }),
    }),
  );
});
