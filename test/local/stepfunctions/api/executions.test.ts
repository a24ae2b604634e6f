import { settled } from '../../../support/manual-clock.ts';
import { ACCOUNT, type EngineUnderTest, openEngine, REGION } from '../harness.ts';

const WAIT = { QueryLanguage: 'JSONata', StartAt: 'A', States: { A: { Type: 'Wait', Seconds: 60, End: true } } };
const PASS = { QueryLanguage: 'JSONata', StartAt: 'A', States: { A: { Type: 'Pass', End: true } } };

let engine: EngineUnderTest;
beforeEach(async () => {
  engine = await openEngine();
});
afterEach(async () => {
  await settled();
  await engine.stepFunctions.close();
});

test('the same name and input answers the same while the execution runs', async () => {
  const stateMachineArn = await engine.create(WAIT);
  const params = { stateMachineArn, name: 'run', input: '{"a":1}' };

  const first = await engine.call('StartExecution', params);
  await engine.clock.advance(10_000);
  const second = await engine.call('StartExecution', params);

  expect(first.executionArn).toBe(`arn:aws:states:${REGION}:${ACCOUNT}:execution:machine:run`);
  expect(second).toEqual(first);
});

test('two starts at once of the same name make one execution', async () => {
  const stateMachineArn = await engine.create(WAIT);
  const params = { stateMachineArn, name: 'run', input: '{"a":1}' };

  const [first, second] = await Promise.all([
    engine.call('StartExecution', params),
    engine.call('StartExecution', params),
  ]);

  expect(second).toEqual(first);
  expect(await engine.call('ListExecutions', { stateMachineArn })).toMatchObject({ executions: [{ name: 'run' }] });
});

test.each([
  ['another input while it runs', WAIT, '{"a":2}'],
  ['the same input after it ended', PASS, '{"a":1}'],
])('a name that is taken is refused with %s', async (_, definition, input) => {
  const stateMachineArn = await engine.create(definition);
  await engine.call('StartExecution', { stateMachineArn, name: 'run', input: '{"a":1}' });
  await settled();

  await expect(engine.call('StartExecution', { stateMachineArn, name: 'run', input })).rejects.toMatchObject({
    name: 'ExecutionAlreadyExists',
    message: `Execution Already Exists: 'arn:aws:states:${REGION}:${ACCOUNT}:execution:machine:run'`,
  });
});

test.each([
  [{ input: 'not some json' }, 'InvalidExecutionInput'],
  [{ input: '' }, 'InvalidExecutionInput'],
  [{ input: `"${'é'.repeat(131_072)}"` }, 'InvalidExecutionInput'],
  [{ input: `"${'x'.repeat(262_144)}"` }, 'ValidationException'],
  [{ name: 'a b' }, 'InvalidName'],
  [{ name: 'x'.repeat(81) }, 'ValidationException'],
  [{ stateMachineArn: 'machine' }, 'InvalidArn'],
  [{ stateMachineArn: `arn:aws:states:${REGION}:${ACCOUNT}:stateMachine:other` }, 'StateMachineDoesNotExist'],
  [{ stateMachineArn: undefined }, 'ValidationException'],
])('a start with a wrong parameter is refused: %#', async (wrong, name) => {
  const stateMachineArn = await engine.create(PASS);

  await expect(engine.call('StartExecution', { stateMachineArn, ...wrong })).rejects.toMatchObject({ name });
});

test('an execution is described while it runs and when it has ended', async () => {
  const execution = await engine.start(await engine.create(WAIT), { a: 1 });

  const running = await engine.describe(execution);
  const ended = await engine.finish(execution);

  expect(running).toMatchObject({ status: 'RUNNING', input: '{"a":1}', redriveStatus: 'NOT_REDRIVABLE' });
  expect(running).not.toHaveProperty('stopDate');
  expect(ended).toMatchObject({ status: 'SUCCEEDED', output: '{"a":1}' });
  expect(Number(ended.stopDate) - Number(ended.startDate)).toBe(60);
});

test('another account sees nothing of an execution or its machine', async () => {
  const stateMachineArn = await engine.create(WAIT);
  const executionArn = await engine.start(stateMachineArn);
  const other = '999988887777';

  await expect(engine.call('DescribeExecution', { executionArn }, other)).rejects.toMatchObject({
    name: 'ExecutionDoesNotExist',
  });
  await expect(engine.call('StartExecution', { stateMachineArn }, other)).rejects.toMatchObject({
    name: 'StateMachineDoesNotExist',
  });
  expect(await engine.call('ListStateMachines', {}, other)).toEqual({ stateMachines: [] });
});

test('executions are listed newest first, by page and by status', async () => {
  const stateMachineArn = await engine.create(WAIT);
  for (const name of ['one', 'two', 'three']) await engine.start(stateMachineArn, {}, name);
  await engine.call('StopExecution', { executionArn: `arn:aws:states:${REGION}:${ACCOUNT}:execution:machine:two` });

  const first = await engine.call('ListExecutions', { stateMachineArn, maxResults: 2 });
  const second = await engine.call('ListExecutions', { stateMachineArn, maxResults: 2, nextToken: first.nextToken });
  const running = await engine.call('ListExecutions', { stateMachineArn, statusFilter: 'RUNNING' });

  expect(first).toMatchObject({ executions: [{ name: 'three' }, { name: 'two' }] });
  expect(second).toMatchObject({ executions: [{ name: 'one' }] });
  expect(second).not.toHaveProperty('nextToken');
  expect(running).toMatchObject({ executions: [{ name: 'three' }, { name: 'one' }] });
});

test('an unknown status filter and a made-up page token are refused', async () => {
  const stateMachineArn = await engine.create(WAIT);

  await expect(engine.call('ListExecutions', { stateMachineArn, statusFilter: 'running' })).rejects.toMatchObject({
    name: 'ValidationException',
    message:
      "1 validation error detected: Value 'running' at 'statusFilter' failed to satisfy constraint: Member must satisfy enum value set: [SUCCEEDED, TIMED_OUT, PENDING_REDRIVE, ABORTED, FAILED, RUNNING]",
  });
  await expect(engine.call('ListExecutions', { stateMachineArn, nextToken: 'x' })).rejects.toMatchObject({
    name: 'InvalidToken',
  });
});

test.each([[false], [true]])('a history is read in pages, reversed: %p', async (reverseOrder) => {
  const executionArn = await engine.start(await engine.create(PASS));
  await engine.finish(executionArn);
  const ids: unknown[] = [];
  let nextToken: unknown;

  do {
    const page = await engine.call('GetExecutionHistory', { executionArn, maxResults: 3, reverseOrder, nextToken });
    ids.push(...(Array.isArray(page.events) ? page.events.map(({ id }) => id) : []));
    nextToken = page.nextToken;
  } while (nextToken !== undefined);

  expect(ids).toEqual(reverseOrder ? [4, 3, 2, 1] : [1, 2, 3, 4]);
});

test('a history without execution data has no inputs and outputs', async () => {
  const executionArn = await engine.start(await engine.create(PASS), { secret: 1 });
  await engine.finish(executionArn);

  const { events } = await engine.call('GetExecutionHistory', { executionArn, includeExecutionData: false });

  expect(JSON.stringify(events)).not.toContain('secret');
});

test('stopping aborts an execution with the reason given, and once only', async () => {
  const executionArn = await engine.start(await engine.create(WAIT));

  const { stopDate } = await engine.call('StopExecution', { executionArn, error: 'Erased', cause: 'by request' });
  await engine.clock.advance(60_000);
  const again = await engine.call('StopExecution', { executionArn });

  expect(await engine.describe(executionArn)).toMatchObject({
    status: 'ABORTED',
    error: 'Erased',
    cause: 'by request',
    stopDate,
  });
  expect(again).toEqual({ stopDate });
  expect((await engine.history(executionArn)).at(-1)).toMatchObject({ type: 'ExecutionAborted', previousEventId: 0 });
});

test('the end of an execution is told once it is durable', async () => {
  const ended: unknown[] = [];
  const listening = await openEngine({ onExecutionEnded: (event) => ended.push(event) });
  const execution = await listening.start(await listening.create(PASS), { a: 1 });
  await listening.finish(execution);
  await listening.stepFunctions.close();

  expect(ended).toEqual([
    {
      executionArn: execution,
      stateMachineArn: `arn:aws:states:${REGION}:${ACCOUNT}:stateMachine:machine`,
      name: 'run',
      status: 'SUCCEEDED',
      account: ACCOUNT,
      region: REGION,
      startDate: listening.clock.now(),
      stopDate: listening.clock.now(),
      input: '{"a":1}',
      output: '{"a":1}',
    },
  ]);
});
