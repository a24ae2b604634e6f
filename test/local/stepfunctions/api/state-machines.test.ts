import { settled } from '../../../support/manual-clock.ts';
import { ACCOUNT, type EngineUnderTest, openEngine, REGION, ROLE } from '../harness.ts';

const passing = (output: string) => ({
  QueryLanguage: 'JSONata',
  StartAt: 'Wait',
  States: { Wait: { Type: 'Wait', Seconds: 60, Next: 'Pass' }, Pass: { Type: 'Pass', Output: output, End: true } },
});

let engine: EngineUnderTest;
beforeEach(async () => {
  engine = await openEngine();
});
afterEach(async () => {
  await settled();
  await engine.stepFunctions.close();
});

test('a machine is described as it was created', async () => {
  const stateMachineArn = await engine.create(passing('one'));

  expect(await engine.call('DescribeStateMachine', { stateMachineArn })).toEqual({
    stateMachineArn: `arn:aws:states:${REGION}:${ACCOUNT}:stateMachine:machine`,
    name: 'machine',
    status: 'ACTIVE',
    definition: JSON.stringify(passing('one')),
    roleArn: ROLE,
    type: 'STANDARD',
    creationDate: engine.clock.now() / 1000,
    loggingConfiguration: { includeExecutionData: false, level: 'OFF' },
    tracingConfiguration: { enabled: false },
    encryptionConfiguration: { type: 'AWS_OWNED_KEY' },
  });
});

test('creating the same machine again answers the same, another definition is refused', async () => {
  const params = { name: 'machine', roleArn: ROLE, definition: JSON.stringify(passing('one')) };
  const first = await engine.call('CreateStateMachine', params);
  await engine.clock.advance(1000);

  expect(await engine.call('CreateStateMachine', params)).toEqual(first);
  await expect(
    engine.call('CreateStateMachine', { ...params, definition: JSON.stringify(passing('two')) }),
  ).rejects.toMatchObject({ name: 'StateMachineAlreadyExists' });
});

test('an update holds for the executions started after it', async () => {
  const stateMachineArn = await engine.create(passing('one'));
  const before = await engine.start(stateMachineArn, {}, 'before');

  const { revisionId } = await engine.call('UpdateStateMachine', {
    stateMachineArn,
    definition: JSON.stringify(passing('two')),
  });
  const after = await engine.start(stateMachineArn, {}, 'after');

  expect((await engine.finish(before)).output).toBe('"one"');
  expect((await engine.finish(after)).output).toBe('"two"');
  expect(await engine.call('DescribeStateMachine', { stateMachineArn })).toMatchObject({ revisionId });
  expect(await engine.call('DescribeStateMachineForExecution', { executionArn: before })).toMatchObject({
    definition: JSON.stringify(passing('one')),
  });
});

test('an update with nothing in it and one to a wrong definition are refused', async () => {
  const stateMachineArn = await engine.create(passing('one'));

  await expect(engine.call('UpdateStateMachine', { stateMachineArn })).rejects.toMatchObject({
    name: 'MissingRequiredParameter',
  });
  await expect(engine.call('UpdateStateMachine', { stateMachineArn, definition: '{}' })).rejects.toMatchObject({
    name: 'InvalidDefinition',
  });
});

test('a deleted machine starts nothing, and what runs ends', async () => {
  const stateMachineArn = await engine.create(passing('one'));
  const execution = await engine.start(stateMachineArn);

  await engine.call('DeleteStateMachine', { stateMachineArn });

  await expect(engine.call('StartExecution', { stateMachineArn })).rejects.toMatchObject({
    name: 'StateMachineDoesNotExist',
  });
  expect((await engine.finish(execution)).output).toBe('"one"');
});

test('machines are listed in pages', async () => {
  for (const name of ['a', 'b', 'c']) await engine.create(passing('one'), name);

  const first = await engine.call('ListStateMachines', { maxResults: 2 });
  const second = await engine.call('ListStateMachines', { maxResults: 2, nextToken: first.nextToken });

  expect(first).toMatchObject({ stateMachines: [{ name: 'a' }, { name: 'b' }] });
  expect(second).toMatchObject({ stateMachines: [{ name: 'c' }] });
  expect(second).not.toHaveProperty('nextToken');
});

test.each([
  [{ name: 'a/b' }, 'InvalidName'],
  [{ roleArn: undefined }, 'ValidationException'],
  [{ type: 'EXPRESS' }, 'StateMachineTypeNotSupported'],
  [{ publish: true }, 'ValidationException'],
  [{ loggingConfiguration: { level: 'ALL' } }, 'InvalidLoggingConfiguration'],
])('a machine with %p is refused', async (wrong, name) => {
  const params = { name: 'machine', roleArn: ROLE, definition: JSON.stringify(passing('one')), ...wrong };

  await expect(engine.call('CreateStateMachine', params)).rejects.toMatchObject({ name });
});

test('tags are added, replaced by key and taken away', async () => {
  const resourceArn = await engine.create(passing('one'));

  await engine.call('TagResource', {
    resourceArn,
    tags: [
      { key: 'team', value: 'a' },
      { key: 'stage', value: 'dev' },
    ],
  });
  await engine.call('TagResource', { resourceArn, tags: [{ key: 'team', value: 'b' }] });
  await engine.call('UntagResource', { resourceArn, tagKeys: ['stage'] });

  expect(await engine.call('ListTagsForResource', { resourceArn })).toEqual({ tags: [{ key: 'team', value: 'b' }] });
});

test('an operation that is not supported is refused by its name', async () => {
  await expect(engine.call('RedriveExecution', {})).rejects.toMatchObject({ name: 'UnknownOperationException' });
});
