import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createExecutionScheduler } from '../../../local/stepfunctions/engine/execution-scheduler.ts';
import { type Json, parseJson } from '../../../local/stepfunctions/json.ts';
import { openEngine, returns } from './harness.ts';

const tasks = 3;
const task = (next: object) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Arguments: { FunctionName: 'work', Payload: '{% $states.context.Execution.Input %}' },
  ...next,
});
const machine = {
  QueryLanguage: 'JSONata',
  StartAt: 'Task1',
  States: { Task1: task({ Next: 'Task2' }), Task2: task({ Next: 'Task3' }), Task3: task({ End: true }) },
};

const companyOf = (input: Json): string => Object(input).companyId;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fairness-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** An engine that starts one task at a time, and reports the company of each task start. */
async function openFair(starts: string[], options: { resume?: boolean } = {}) {
  return await openEngine({
    ...options,
    journalPath: join(folder, 'journal.db'),
    scheduler: createExecutionScheduler({ mostAtOnce: 1, longestSlotMs: 60_000 }),
    fairnessKeyOf: companyOf,
    lambda: async ({ payload }) => {
      starts.push(companyOf(parseJson(payload)));
      return returns('done');
    },
  });
}

const flooders = 20;
const given = ['flooding', 'quiet'] as const;
const started = (starts: readonly string[]) => starts.indexOf('quiet');

test('an execution of a quiet company does not wait behind those of another', async () => {
  const starts: string[] = [];
  const engine = await openFair(starts);
  const arn = await engine.create(machine);
  for (let index = 0; index < flooders; index += 1)
    await engine.start(arn, { companyId: given[0] }, `${given[0]}-${index}`);

  const quiet = await engine.start(arn, { companyId: given[1] }, given[1]);
  const { status } = await engine.finish(quiet);

  expect(status).toBe('SUCCEEDED');
  expect(starts.filter((company) => company === 'quiet')).toHaveLength(tasks);
  expect(starts.length).toBeLessThan(flooders * tasks);
  await engine.stepFunctions.close();
});

test('after a restart the companies of the journal share as before', async () => {
  const before = await openFair([], { resume: false });
  const arn = await before.create(machine);
  for (let index = 0; index < flooders; index += 1)
    await before.start(arn, { companyId: given[0] }, `${given[0]}-${index}`);
  const quiet = await before.start(arn, { companyId: given[1] }, given[1]);
  await before.stepFunctions.close();

  const starts: string[] = [];
  const after = await openFair(starts);
  const { status } = await after.finish(quiet);

  expect(status).toBe('SUCCEEDED');
  expect(started(starts)).toBeLessThan(3);
  expect(starts.length).toBeLessThan(flooders * tasks);
  await after.stepFunctions.close();
});
