import fc from 'fast-check';
import type { LambdaInvoker } from '../../../local/stepfunctions/service.ts';
import { type Crash, type Outcome, runThrough } from './crash-world.ts';
import { openEngine, returns } from './harness.ts';

type Step =
  | { readonly kind: 'pass' | 'wait' | 'token' | 'parallel' }
  | { readonly kind: 'task' | 'map'; readonly failures: number };

const steps = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constantFrom('pass' as const, 'wait' as const, 'token' as const, 'parallel' as const) }),
    fc.record({ kind: fc.constantFrom('task' as const, 'map' as const), failures: fc.integer({ min: 0, max: 2 }) }),
  ),
  { minLength: 1, maxLength: 4 },
);

const crashes: fc.Arbitrary<Crash> = fc.record({
  commit: fc.integer({ min: 1, max: 14 }),
  when: fc.constantFrom('before effects' as const, 'after effects' as const),
  downSeconds: fc.constantFrom(0, 7, 4_000),
});

test('a crash at any commit changes neither the outcome nor the events of any machine', async () => {
  await fc.assert(
    fc.asyncProperty(steps, crashes, async (given, crash) => {
      const whole = await runThrough(machineOf(given));
      const cut = await runThrough(machineOf(given), crash);

      expect(whole.status).toBe('SUCCEEDED');
      expectSame(cut, whole);
    }),
    { numRuns: 60 },
  );
});

test.each(['before effects', 'after effects'] as const)(
  'each commit of one machine can be the last %s',
  async (when) => {
    const machine = machineOf([
      { kind: 'task', failures: 1 },
      { kind: 'token' },
      { kind: 'map', failures: 1 },
      { kind: 'parallel' },
      { kind: 'wait' },
      { kind: 'pass' },
    ]);
    const whole = await runThrough(machine);

    for (let commit = 1; commit <= whole.commits; commit += 1)
      expectSame(await runThrough(machine, { commit, when, downSeconds: 3 }), whole);
  },
);

test('a function is called only once its call is journaled', async () => {
  const types: string[][] = [];
  const lambda: LambdaInvoker = async () => {
    types.push((await engine.history(execution)).map(({ type }) => type));
    return returns('done');
  };
  const engine = await openEngine({ lambda });
  const machine = await engine.create(machineOf([{ kind: 'task', failures: 0 }]));
  const execution = `${machine.replace(':stateMachine:', ':execution:')}:run`;

  await engine.start(machine);
  await engine.finish(execution);

  expect(types.map((seen) => seen.at(-1))).toEqual(['TaskStarted']);
  await engine.stepFunctions.close();
});

test('a function whose return was journaled is not called again, one that was in flight is', async () => {
  const machine = machineOf([{ kind: 'task', failures: 0 }]);

  const inFlight = await runThrough(machine, { commit: 1, when: 'after effects', downSeconds: 0 });
  const returned = await runThrough(machine, { commit: 2, when: 'before effects', downSeconds: 0 });

  expect(inFlight.calls).toEqual(['Step0//0', 'Step0//0']);
  expect(returned.calls).toEqual(['Step0//0']);
});

function expectSame(cut: Outcome, whole: Outcome): void {
  expect({ status: cut.status, output: cut.output }).toEqual({ status: whole.status, output: whole.output });
  expect(cut.history.map(({ id }) => id)).toEqual(cut.history.map((_, index) => index + 1));
  expect(cut.history.every(({ id, previousEventId }) => previousEventId < id)).toBe(true);
  expect(typesOf(cut)).toEqual(typesOf(whole));
}

/**
 * In any order, because branches interleave; a worker that waited for the restart may answer before the repeated call
 * returns.
 */
function typesOf({ history }: Outcome): readonly string[] {
  return history
    .map(({ type }) => type)
    .filter((type) => type !== 'TaskSubmitted')
    .sort();
}

/** A machine of these steps, each of which adds what it got to the variable `log`. */
function machineOf(given: readonly Step[]): object {
  const states = given.map((step, index) => {
    const name = `Step${index}`;
    const next = index === given.length - 1 ? 'Done' : `Step${index + 1}`;
    return [name, stateOf(step, { name, next })];
  });
  const start = { Type: 'Pass', Assign: { log: [] }, Next: 'Step0' };
  const done = { Type: 'Succeed', Output: '{% $log %}' };
  return {
    QueryLanguage: 'JSONata',
    StartAt: 'Start',
    States: { Start: start, ...Object.fromEntries(states), Done: done },
  };
}

const RETRY = [{ ErrorEquals: ['Flaky'], IntervalSeconds: 2, MaxAttempts: 3 }];

function stateOf(step: Step, { name, next }: { name: string; next: string }): object {
  const log = (expression: string) => ({
    Assign: { log: `{% $append($log, ${expression}) %}` },
    Output: name,
    Next: next,
  });
  switch (step.kind) {
    case 'pass':
      return { Type: 'Pass', ...log(`'${name}'`) };
    case 'wait':
      return { Type: 'Wait', Seconds: 30, ...log(`'${name}'`) };
    case 'task':
      return { ...taskOf(name, { failures: step.failures }), Retry: RETRY, ...log('$states.result.Payload') };
    case 'token':
      return {
        ...taskOf(name, { failures: 0, token: '{% $states.context.Task.Token %}', afterSeconds: 60 }),
        Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
        ...log('$states.result'),
      };
    case 'parallel':
      return {
        Type: 'Parallel',
        Branches: [branchOf(`${name}A`, 0), branchOf(`${name}B`, 1)],
        ...log('$states.result'),
      };
    case 'map':
      return {
        Type: 'Map',
        Items: ['x', 'y', 'z'],
        MaxConcurrency: 2,
        ItemProcessor: branchOf(name, step.failures),
        ...log('$states.result'),
      };
    default:
      return step satisfies never;
  }
}

function taskOf(task: string, more: object): object {
  const Payload = { task, attempt: '{% $states.context.State.RetryCount %}', ...more };
  return { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Arguments: { FunctionName: 'f', Payload } };
}

function branchOf(task: string, failures: number): object {
  const read = taskOf(task, { failures, item: '{% $string($states.input) %}' });
  return {
    StartAt: `${task}Read`,
    States: { [`${task}Read`]: { ...read, Retry: RETRY, Output: '{% $states.result.Payload %}', End: true } },
  };
}
