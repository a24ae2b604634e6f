import { createFaults, type FaultTarget } from '../../../local/aws/faults.ts';
import { createVirtualClock } from '../../../local/virtual-clock.ts';
import { rejection } from '../support/aws-client.ts';

const signal = new AbortController().signal;
const target = (service: string, operation = 'Anything'): FaultTarget => ({ service, operation });
const done = async () => 'done';

test.each([
  ['dynamodb', 'PutItem', 'ProvisionedThroughputExceededException', 400],
  ['dynamodb', 'DescribeTable', 'ThrottlingException', 400],
  ['textract', 'DetectDocumentText', 'ProvisionedThroughputExceededException', 400],
  ['comprehend', 'DetectSentiment', 'TooManyRequestsException', 400],
  ['bedrock', 'Converse', 'ThrottlingException', 429],
  ['ses', 'SendEmail', 'TooManyRequestsException', 429],
  ['states', 'StartExecution', 'ThrottlingException', 400],
  ['lambda', 'Invoke', 'TooManyRequestsException', 429],
  ['s3', 'GetObject', 'SlowDown', 503],
  ['sns', 'Publish', 'Throttled', 429],
])('%s %s is throttled with %s', async (service, operation, name, status) => {
  const faults = createFaults();
  faults.set([{ service, kind: 'throttle' }]);

  expect(await rejection(faults.run(target(service, operation), { signal }, done))).toMatchObject({ name, status });
});

test('a rule reaches only its own service, operation and function', async () => {
  const faults = createFaults();
  faults.set([{ service: 'lambda', operation: 'Invoke', function: 'score', kind: 'throttle' }]);
  const run = (one: FaultTarget) => faults.run(one, { signal }, done);

  expect(await run(target('s3', 'Invoke'))).toBe('done');
  expect(await run(target('lambda', 'Other'))).toBe('done');
  expect(await run({ ...target('lambda', 'Invoke'), function: 'other' })).toBe('done');
  expect((await rejection(run({ ...target('lambda', 'Invoke'), function: 'score' }))).name).toBe(
    'TooManyRequestsException',
  );
});

test('a transaction fault leaves other calls alone', async () => {
  const faults = createFaults();
  faults.set([{ service: 'dynamodb', kind: 'cancel_transaction' }]);

  expect(await faults.run(target('dynamodb', 'PutItem'), { signal }, done)).toBe('done');
});

test('a rule that is used up gives way to the next', async () => {
  const faults = createFaults();
  faults.set([
    { service: 's3', kind: 'throttle', times: 1 },
    { service: 's3', kind: 'error', errorName: 'InternalError', status: 500 },
  ]);
  const name = async () => (await rejection(faults.run(target('s3'), { signal }, done))).name;

  expect([await name(), await name()]).toEqual(['SlowDown', 'InternalError']);
});

test('a probability decides by the given random numbers', async () => {
  const draws = [0.2, 0.5, 0.1];
  const faults = createFaults({ random: () => draws.shift() ?? 1 });
  faults.set([{ service: 's3', kind: 'throttle', probability: 0.5 }]);
  const outcome = () => faults.run(target('s3'), { signal }, done).catch(() => 'throttled');

  expect([await outcome(), await outcome(), await outcome()]).toEqual(['throttled', 'done', 'throttled']);
  expect(faults.list()).toMatchObject([{ matchedCount: 3, hitCount: 2 }]);
});

test('a delay ends early when the caller gives up', async () => {
  const clock = createVirtualClock();
  const faults = createFaults({ clock });
  faults.set([{ service: 's3', kind: 'slow', delayMs: 60_000 }]);
  const controller = new AbortController();

  const pending = faults.run(target('s3'), { signal: controller.signal }, done);
  controller.abort();

  expect(await pending).toBe('done');
  expect(clock.pendingCount).toBe(0);
});
