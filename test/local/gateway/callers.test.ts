import { createCallers } from '../../../local/gateway/callers.ts';
import { createVirtualClock } from '../../../local/virtual-clock.ts';
import { lambdaRuntime } from '../support/lambda-runtime.ts';

const call = (functionName: string) => ({
  account: '000000000000',
  region: 'us-east-1',
  functionName,
  payload: '{}',
  signal: new AbortController().signal,
});

test('a caller presses until the answer', async () => {
  const callers = createCallers();
  const gate = Promise.withResolvers<void>();
  const lambda = callers.counted(lambdaRuntime({ slow: () => gate.promise }));
  expect(callers.pressingCount).toBe(0);
  const answered = [lambda.invoke(call('slow')), lambda.invoke(call('slow'))];
  expect(callers.pressingCount).toBe(2);

  gate.resolve();
  await Promise.all(answered);

  expect(callers.pressingCount).toBe(0);
});

test('who waits for something other than CPU time, such as a long poll, presses no longer', async () => {
  const clock = createVirtualClock();
  const callers = createCallers(clock);
  const lambda = callers.counted(lambdaRuntime({ never: () => new Promise(() => {}) }));
  for (let count = 0; count < 3; count += 1) void lambda.invoke(call('never'));
  expect(callers.pressingCount).toBe(3);

  await clock.advance(100);

  expect(callers.pressingCount).toBe(0);
});

test('who is refused presses no longer', async () => {
  const callers = createCallers();
  const lambda = callers.counted(lambdaRuntime({}));
  await Promise.allSettled([lambda.invoke(call('unknown')), lambda.invoke(call('unknown'))]);

  expect(callers.pressingCount).toBe(0);
});
