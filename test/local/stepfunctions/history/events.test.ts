import { openEngine, returns, throws } from '../harness.ts';

const PASS = { Type: 'Pass', End: true };
const INVOKE = { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Arguments: { FunctionName: 'f' } };

/** Runs a machine and gives each event as `id<previous type`. */
async function chainOf(states: object): Promise<readonly string[]> {
  let calls = 0;
  const lambda = async () => {
    calls += 1;
    return calls === 1 ? throws('Flaky', 'once') : returns('ok');
  };
  const engine = await openEngine({ lambda });
  const execution = await engine.start(await engine.create({ QueryLanguage: 'JSONata', StartAt: 'A', States: states }));
  await engine.finish(execution);
  const history = await engine.history(execution);
  await engine.stepFunctions.close();
  return history.map(({ id, previousEventId, type }) => `${id}<${previousEventId} ${type}`);
}

test('iterations and the end of a Map follow what came before the success of an iteration', async () => {
  const processor = { StartAt: 'P', States: { P: PASS } };

  expect(
    await chainOf({ A: { Type: 'Map', Items: [1, 2], MaxConcurrency: 1, ItemProcessor: processor, End: true } }),
  ).toEqual([
    '1<0 ExecutionStarted',
    '2<0 MapStateEntered',
    '3<2 MapStateStarted',
    '4<3 MapIterationStarted',
    '5<4 PassStateEntered',
    '6<5 PassStateExited',
    '7<6 MapIterationSucceeded',
    '8<6 MapIterationStarted',
    '9<8 PassStateEntered',
    '10<9 PassStateExited',
    '11<10 MapIterationSucceeded',
    '12<11 MapStateSucceeded',
    '13<11 MapStateExited',
    '14<13 ExecutionSucceeded',
  ]);
});

test('a retried task and a caught failure follow the failed event', async () => {
  const retry = [{ ErrorEquals: ['Flaky'] }];
  const caught = [{ ErrorEquals: ['States.QueryEvaluationError'], Next: 'B' }];

  expect(
    await chainOf({ A: { ...INVOKE, Retry: retry, Catch: caught, Output: '{% $missing %}', End: true }, B: PASS }),
  ).toEqual([
    '1<0 ExecutionStarted',
    '2<0 TaskStateEntered',
    '3<2 TaskScheduled',
    '4<3 TaskStarted',
    '5<4 TaskFailed',
    '6<5 TaskScheduled',
    '7<6 TaskStarted',
    '8<7 TaskSucceeded',
    '9<8 EvaluationFailed',
    '10<9 TaskStateExited',
    '11<10 PassStateEntered',
    '12<11 PassStateExited',
    '13<12 ExecutionSucceeded',
  ]);
});

test('the failure of a state before it did anything follows what came before the state', async () => {
  expect(await chainOf({ A: { Type: 'Pass', Next: 'B' }, B: { ...PASS, Output: '{% $missing %}' } })).toEqual([
    '1<0 ExecutionStarted',
    '2<0 PassStateEntered',
    '3<2 PassStateExited',
    '4<3 PassStateEntered',
    '5<3 EvaluationFailed',
    '6<5 ExecutionFailed',
  ]);
});

test('what a failed branch cuts short is told beside the failure of the Parallel', async () => {
  const wait = { StartAt: 'W', States: { W: { Type: 'Wait', Seconds: 9, End: true } } };
  const fail = { StartAt: 'X', States: { X: { Type: 'Fail', Error: 'Boom' } } };

  expect(await chainOf({ A: { Type: 'Parallel', Branches: [wait, fail], End: true } })).toEqual([
    '1<0 ExecutionStarted',
    '2<0 ParallelStateEntered',
    '3<2 ParallelStateStarted',
    '4<3 WaitStateEntered',
    '5<3 FailStateEntered',
    '6<5 WaitStateAborted',
    '7<5 ParallelStateFailed',
    '8<7 ExecutionFailed',
  ]);
});
