import { readdirSync, readFileSync } from 'node:fs';
import { policy } from '../../domain/policy.ts';
import { sandboxLost, taskErrorTable, throttleErrorNames, transientErrorNames } from '../../schemas/errors.ts';
import * as workflow from '../../schemas/workflow.ts';
import { inquiry } from '../../statemachines/inquiry.ts';
import { allStates, kebab, machineText, type Retrier, taskStates } from './inquiry-machine.ts';

const taskFiles = readdirSync(new URL('../../functions/tasks', import.meta.url));

/** The longest that a Retrier waits in all, jitter drawn at its upper end. */
function totalWaitSeconds({ IntervalSeconds, BackoffRate, MaxDelaySeconds, MaxAttempts }: Retrier): number {
  let total = 0;
  for (let attempt = 0; attempt < MaxAttempts; attempt++) {
    total += Math.min(MaxDelaySeconds, IntervalSeconds * BackoffRate ** attempt);
  }
  return total;
}

describe('the inquiry state machine', () => {
  test('is current: inquiry.asl.json is what `npm run statemachine` writes', () => {
    const lines = (value: unknown): readonly string[] => JSON.stringify(value, null, 2).split('\n');
    const [checkedIn, defined] = [lines(JSON.parse(machineText)), lines(inquiry)];
    const every = Array.from({ length: Math.max(checkedIn.length, defined.length) }, (_, index) => index);
    const first = every.find((index) => checkedIn[index] !== defined[index]) ?? Number.POSITIVE_INFINITY;

    const [from, to] = [Math.max(0, first - 5), first + 5];
    expect(checkedIn.slice(from, to)).toEqual(defined.slice(from, to));
  });

  test('has one task file for each Task state and one Task state for each task file', () => {
    const expected = [...taskStates().keys()].map((state) => `${kebab(state)}.ts`);

    expect([...taskFiles].sort()).toEqual(expected.sort());
  });

  test.each([...taskStates()])('%s calls the function, and its file the schema, of its own name', (name, state) => {
    const source = readFileSync(new URL(`../../functions/tasks/${kebab(name)}.ts`, import.meta.url), 'utf8');

    expect(state.Arguments?.FunctionName).toBe(`\${${name}}`);
    expect(Object.keys(workflow)).toContain(`${name}Input`);
    expect(source).toContain(`state: '${name}', input: ${name}Input`);
  });

  test.each([...taskStates()])('%s waits out every throttle and every fault that may pass', (name, state) => {
    const retried = new Set(state.Retry?.flatMap((retrier) => retrier.ErrorEquals));
    // The wait for a reply times out by design: that is the SLA's clock.
    const expected = [...throttleErrorNames, ...transientErrorNames].filter(
      (error) => !(name === 'AwaitReply' && error === 'States.Timeout'),
    );

    expect(expected.filter((error) => !retried.has(error))).toEqual([]);
  });

  test.each([...taskStates()])('%s does not call a function again that ended its sandbox twice', (_, state) => {
    const retried = state.Retry?.flatMap((retrier) => retrier.ErrorEquals) ?? [];

    expect(retried.filter((error) => [sandboxLost, 'States.ALL', 'States.TaskFailed'].includes(error))).toEqual([]);
  });

  test.each([...taskStates()])('%s writes down how long its Retriers wait in all', (_, state) => {
    for (const retrier of state.Retry ?? []) {
      expect(retrier.Comment).toContain(`${totalWaitSeconds(retrier).toLocaleString('en')} s`);
    }
  });

  test('waits hours for throttling in the pipeline', () => {
    const waits = [...taskStates()].map(([, { Retry = [] }]) => Math.max(...Retry.map(totalWaitSeconds)));
    const pipeline = [
      'ExtractText',
      'AnalyzeInquiry',
      'ScorePriority',
      'RetrieveKnowledge',
      'GenerateAnswer',
      'ScoreQuality',
    ];

    const byName = new Map([...taskStates().keys()].map((name, index) => [name, waits[index] ?? 0]));
    for (const name of pipeline) expect(byName.get(name)).toBeGreaterThan(4 * 3600);
  });

  test('waits for a malware scan for as long as BeginProcessing does, and not much longer', () => {
    const retrier = allStates()
      .get('BeginProcessing')
      ?.Retry?.find(({ ErrorEquals }) => ErrorEquals.includes('ScanPending'));
    const waitSeconds = retrier === undefined ? 0 : totalWaitSeconds(retrier);

    expect(retrier?.JitterStrategy).toBe('NONE');
    expect(waitSeconds).toBeGreaterThan(policy.attachments.scanPatienceSeconds);
    expect(waitSeconds).toBeLessThan(policy.attachments.scanPatienceSeconds + 60);
  });

  test('brings every failure of the pipeline that can be caught to people', () => {
    const pipeline = [
      'BeginProcessing',
      'AnalyzeInquiry',
      'ScorePriority',
      'RetrieveKnowledge',
      'GenerateAnswer',
      'ScoreQuality',
      'StoreAnswer',
      'ExtractTexts',
    ];

    for (const name of pipeline) {
      const last = allStates().get(name)?.Catch?.at(-1);
      expect(last).toEqual({ ErrorEquals: ['States.ALL'], Next: 'OpenEscalation' });
    }
  });

  test('catches only errors that are in the table or are the states language’s own', () => {
    const caught = [...allStates().values()].flatMap(({ Catch = [] }) =>
      Catch.flatMap(({ ErrorEquals }) => ErrorEquals),
    );

    const unknown = caught.filter((name) => !(name in taskErrorTable) && !name.startsWith('States.'));
    expect(unknown).toEqual([]);
  });

  test('reaches every state', () => {
    const states = allStates();
    const reached = new Set(['BindInput', 'BindPage']);
    for (const { Next, Default, Choices = [], Catch = [] } of states.values()) {
      for (const name of [Next, Default, ...[...Choices, ...Catch].map((item) => item.Next)]) {
        if (name !== undefined) reached.add(name);
      }
    }

    expect([...states.keys()].filter((name) => !reached.has(name))).toEqual([]);
  });

  test('holds no threshold: it compares words and counts, never scores', () => {
    const conditions = [...machineText.matchAll(/"Condition": "([^"]+)"/g)].map(([, condition]) => condition);

    expect(conditions.filter((condition) => /[0-9]\.[0-9]|[<>]=?\s*[1-9]/.test(condition ?? ''))).toEqual([]);
  });
});
