import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { ManualClock, settled } from '../../support/manual-clock.ts';
import { openEngine, returns } from './harness.ts';

const PASS = { QueryLanguage: 'JSONata', StartAt: 'A', States: { A: { Type: 'Pass', End: true } } };
const DAY_MS = 24 * 3_600_000;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'engine-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('an execution that would pass 25,000 events fails with the last of them', async () => {
  const engine = await openEngine();
  const loop = { A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Pass', Next: 'A' } };
  const execution = await engine.start(await engine.create({ QueryLanguage: 'JSONata', StartAt: 'A', States: loop }));

  const ended = await engine.finish(execution);
  const { events } = await engine.call('GetExecutionHistory', {
    executionArn: execution,
    reverseOrder: true,
    maxResults: 1,
  });
  await engine.stepFunctions.close();

  expect(ended).toMatchObject({
    status: 'FAILED',
    error: 'States.Runtime',
    cause: 'The execution reached the maximum number of history events (25000).',
  });
  expect(events).toMatchObject([{ id: 25_000, type: 'ExecutionFailed' }]);
});

test('an ended execution is kept for 90 days, and then its name is free', async () => {
  const journalPath = join(folder, 'journal.sqlite');
  const clock = new ManualClock();
  const first = await openEngine({ clock, journalPath });
  const execution = await first.start(await first.create(PASS));
  await first.finish(execution);
  await first.stepFunctions.close();

  await clock.advance(90 * DAY_MS);
  const kept = await openEngine({ clock, journalPath });
  const described = await kept.describe(execution);
  await kept.stepFunctions.close();
  await clock.advance(1);
  const forgotten = await openEngine({ clock, journalPath });

  expect(described.status).toBe('SUCCEEDED');
  await expect(forgotten.describe(execution)).rejects.toMatchObject({ name: 'ExecutionDoesNotExist' });
  expect(await forgotten.start(await forgotten.create(PASS))).toBe(execution);
  await settled();
  await forgotten.stepFunctions.close();
});

test('nothing goes on before the functions are there, and a waiting token is answered all the same', async () => {
  const journalPath = join(folder, 'journal.sqlite');
  const clock = new ManualClock();
  const tokens: string[] = [];
  const lambda = async ({ payload }: { payload: string }) => {
    tokens.push(JSON.parse(payload).token);
    return returns(null);
  };
  const task = (resource: string) => ({
    Type: 'Task',
    Resource: resource,
    Arguments: { FunctionName: 'f', Payload: { token: '{% $states.context.Task.Token %}' } },
  });
  const Ask = { ...task('arn:aws:states:::lambda:invoke.waitForTaskToken'), Next: 'Tell' };
  const Tell = {
    ...task('arn:aws:states:::lambda:invoke'),
    Arguments: { FunctionName: 'f', Payload: {} },
    Output: 'told',
    End: true,
  };
  const before = await openEngine({ clock, journalPath, lambda });
  const execution = await before.start(
    await before.create({ QueryLanguage: 'JSONata', StartAt: 'Ask', States: { Ask, Tell } }),
  );
  await settled();
  await before.stepFunctions.close();

  const after = await openEngine({ clock, journalPath, lambda, resume: false });
  await after.call('SendTaskSuccess', { taskToken: tokens[0], output: '1' });
  await settled();
  const callsBeforeResume = tokens.length;
  await after.stepFunctions.resume();
  const ended = await after.finish(execution);
  await after.stepFunctions.close();

  expect(callsBeforeResume).toBe(1);
  expect(tokens.length).toBe(2);
  expect(ended.output).toBe('"told"');
});

test('an execution that can no longer be read fails, and the others go on', async () => {
  const journalPath = join(folder, 'journal.sqlite');
  const clock = new ManualClock();
  const before = await openEngine({ clock, journalPath });
  const waiting = (name: string) => ({
    QueryLanguage: 'JSONata',
    StartAt: name,
    States: { [name]: { Type: 'Wait', Seconds: 60, End: true } },
  });
  const broken = await before.start(await before.create(waiting('Broken'), 'broken'));
  const whole = await before.start(await before.create(waiting('Whole'), 'whole'));
  await before.stepFunctions.close();
  const db = new DatabaseSync(journalPath);
  db.exec(`UPDATE definitions SET text = '{}' WHERE text LIKE '%Broken%'`);
  db.close();

  const after = await openEngine({ clock, journalPath });
  const ends = [await after.finish(broken), await after.finish(whole)];
  const history = await after.history(broken);
  await after.stepFunctions.close();

  expect(ends).toMatchObject([{ status: 'FAILED', error: 'States.Runtime' }, { status: 'SUCCEEDED' }]);
  expect(history.map(({ id, type }) => [id, type])).toEqual([
    [1, 'ExecutionStarted'],
    [2, 'WaitStateEntered'],
    [3, 'ExecutionFailed'],
  ]);
});

test('a process that is killed loses no execution whose start was answered', async () => {
  const journalPath = join(folder, 'journal.sqlite');
  const script = new URL('killed-process.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script, journalPath], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const answered: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    answered.push(line);
    if (answered.length > 20) child.kill('SIGKILL');
  }

  const engine = await openEngine({
    clock: new ManualClock(Date.now()),
    journalPath,
    lambda: async ({ payload }) => returns(JSON.parse(payload)),
  });
  const ends = await Promise.all(answered.slice(0, 20).map((execution) => engine.finish(execution)));
  await engine.stepFunctions.close();

  expect(new Set(ends.map(({ status }) => status))).toEqual(new Set(['SUCCEEDED']));
});
