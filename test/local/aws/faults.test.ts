import type { FaultTarget } from '../../../local/aws/fault-rule.ts';
import { createFaults } from '../../../local/aws/faults.ts';
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

const transaction = (...items: readonly (readonly [string, string])[]): FaultTarget => ({
  service: 'dynamodb',
  operation: 'TransactWriteItems',
  body: JSON.stringify({
    TransactItems: items.map(([action, pk]) => ({
      [action]: { TableName: 'table', [action === 'Put' ? 'Item' : 'Key']: { pk: { S: pk }, sk: { S: 'a' } } },
    })),
  }),
});

test('of two transactions that are at one item at a time the later is cancelled as on AWS, others are let through', async () => {
  const faults = createFaults();
  faults.set([{ service: 'dynamodb', kind: 'cancel_met_transaction' }]);
  const first = Promise.withResolvers<string>();
  const run = (one: FaultTarget, effect = done) => faults.run(one, { signal }, effect);

  const under = run(transaction(['Update', 'a'], ['Put', 'b']), () => first.promise);
  const met = await rejection(run(transaction(['Put', 'c'], ['ConditionCheck', 'b'], ['Delete', 'd'])));
  const apart = await run(transaction(['Put', 'c'], ['Delete', 'd']));
  first.resolve('first');

  expect([await under, apart, await run(transaction(['Delete', 'b']))]).toEqual(['first', 'done', 'done']);
  expect(met).toMatchObject({
    name: 'TransactionCanceledException',
    message: expect.stringContaining('[None, TransactionConflict, None]'),
    details: { CancellationReasons: [{ Code: 'None' }, { Code: 'TransactionConflict' }, { Code: 'None' }] },
  });
  expect(faults.list()).toMatchObject([{ matchedCount: 4, hitCount: 1 }]);
});

test('a transaction that failed is in nobody’s way', async () => {
  const faults = createFaults();
  faults.set([{ service: 'dynamodb', kind: 'cancel_met_transaction' }]);
  const fail = async (): Promise<string> => {
    throw new Error('store down');
  };

  await rejection(faults.run(transaction(['Put', 'a']), { signal }, fail));

  expect(await faults.run(transaction(['Put', 'a']), { signal }, done)).toBe('done');
});

test('transactions are kept under way for the delay of the rule', async () => {
  const clock = createVirtualClock();
  const faults = createFaults({ clock });
  faults.set([{ service: 'dynamodb', kind: 'cancel_met_transaction', delayMs: 50 }]);

  const under = faults.run(transaction(['Put', 'a']), { signal }, done);
  const met = await rejection(faults.run(transaction(['Put', 'a']), { signal }, done));
  await clock.advance(50);

  expect([await under, met.name]).toEqual(['done', 'TransactionCanceledException']);
});
