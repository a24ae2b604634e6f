import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ManualClock, settled } from '../../../support/manual-clock.ts';
import { openEngine, returns } from '../harness.ts';

const ASK = {
  QueryLanguage: 'JSONata',
  StartAt: 'Ask',
  States: {
    Ask: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
      Arguments: { FunctionName: 'ask', Payload: { token: '{% $states.context.Task.Token %}' } },
      TimeoutSeconds: 3600,
      HeartbeatSeconds: 600,
      End: true,
    },
  },
};

async function asking(journalPath = ':memory:', clock = new ManualClock()) {
  const tokens: string[] = [];
  const lambda = async ({ payload }: { payload: string }) => {
    tokens.push(JSON.parse(payload).token);
    return returns(null);
  };
  const engine = await openEngine({ journalPath, clock, lambda });
  return { engine, clock, tokens };
}

async function asked() {
  const { engine, clock, tokens } = await asking();
  const execution = await engine.start(await engine.create(ASK));
  await settled();
  const [taskToken = ''] = tokens;
  return { engine, clock, execution, taskToken };
}

test.each(['SendTaskSuccess', 'SendTaskFailure', 'SendTaskHeartbeat'])(
  '%s refuses a token that is none',
  async (operation) => {
    const { engine, taskToken } = await asked();

    for (const wrong of ['x', `${taskToken.slice(0, -4)}aaaa`])
      await expect(engine.call(operation, { taskToken: wrong, output: '1' })).rejects.toMatchObject({
        name: 'InvalidToken',
      });
  },
);

test('a token that was used is timed out', async () => {
  const { engine, execution, taskToken } = await asked();
  await engine.call('SendTaskSuccess', { taskToken, output: '"first"' });

  await expect(engine.call('SendTaskSuccess', { taskToken, output: '"second"' })).rejects.toMatchObject({
    name: 'TaskTimedOut',
    message: "Task Timed Out: 'Provided task does not exist anymore'",
  });
  expect((await engine.finish(execution)).output).toBe('"first"');
});

test('a token whose time ran out is timed out', async () => {
  const { engine, execution, taskToken } = await asked();
  await engine.finish(execution);

  await expect(engine.call('SendTaskHeartbeat', { taskToken })).rejects.toMatchObject({ name: 'TaskTimedOut' });
});

test('a token is worth nothing in another account', async () => {
  const { engine, taskToken } = await asked();

  await expect(engine.call('SendTaskSuccess', { taskToken, output: '1' }, '999988887777')).rejects.toMatchObject({
    name: 'TaskDoesNotExist',
  });
});

test('an output that is not JSON is refused and the task waits on', async () => {
  const { engine, execution, taskToken } = await asked();

  await expect(engine.call('SendTaskSuccess', { taskToken, output: '{' })).rejects.toMatchObject({
    name: 'InvalidOutput',
  });
  expect((await engine.describe(execution)).status).toBe('RUNNING');
});

describe('across a restart', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tokens-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test('a token is still good, its function is not called again, and its deadlines stay', async () => {
    const path = join(folder, 'journal.sqlite');
    const before = await asking(path);
    const execution = await before.engine.start(await before.engine.create(ASK));
    await before.clock.advance(400_000);
    await before.engine.call('SendTaskHeartbeat', { taskToken: before.tokens[0] });
    await before.engine.stepFunctions.close();

    const after = await asking(path, before.clock);
    await after.clock.advance(590_000);
    await after.engine.call('SendTaskSuccess', { taskToken: before.tokens[0], output: '"late"' });

    expect((await after.engine.finish(execution)).output).toBe('"late"');
    expect(after.tokens).toEqual([]);
    await after.engine.stepFunctions.close();
  });

  test('a heartbeat that was missed while the engine was down times the task out', async () => {
    const path = join(folder, 'journal.sqlite');
    const before = await asking(path);
    const execution = await before.engine.start(await before.engine.create(ASK));
    await settled();
    await before.engine.stepFunctions.close();
    await before.clock.advance(601_000);

    const after = await asking(path, before.clock);

    expect(await after.engine.finish(execution)).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
    await after.engine.stepFunctions.close();
  });
});
