import { settled } from '../../../support/manual-clock.ts';
import { type Answer, openEngine, returns, throws } from '../harness.ts';

const task = (more: object = {}) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Arguments: { FunctionName: 'f', Payload: '{% $states.input %}' },
  End: true,
  ...more,
});
const inner = {
  Type: 'Parallel',
  Branches: [{ StartAt: 'One', States: { One: task() } }],
  End: true,
};
const map = {
  QueryLanguage: 'JSONata',
  StartAt: 'All',
  States: {
    All: {
      Type: 'Map',
      Items: [{ id: 'a' }, { id: 'b' }, { id: 'c' }],
      ItemProcessor: { StartAt: 'Inner', States: { Inner: inner } },
      End: true,
    },
  },
};

/** Runs the Map, answers its calls by item, and gives its events with what each says of the state and the iteration. */
async function eventsOf(answers: readonly (readonly [string, Answer])[]) {
  const calls = new Map<string, (answer: Answer) => void>();
  const lambda = ({ payload }: { payload: string }) =>
    new Promise<Answer>((answer) => void calls.set(JSON.parse(payload).id, answer));
  const engine = await openEngine({ lambda });
  const execution = await engine.start(await engine.create(map));
  await settled();
  for (const [item, answer] of answers) {
    calls.get(item)?.(answer);
    await settled();
  }
  const { status } = await engine.describe(execution);
  const events = await engine.history(execution);
  await engine.stepFunctions.close();
  return {
    status,
    events: events.map(({ id, previousEventId, type, timestamp: _, ...details }) => ({
      id,
      follows: previousEventId,
      type,
      ...(/^Map/.test(type) && { details: Object.values(details)[0] }),
    })),
  };
}

test('a Map records its length, and each iteration by its state and index', async () => {
  const { status, events } = await eventsOf([
    ['b', returns(2)],
    ['a', returns(1)],
    ['c', returns(3)],
  ]);

  expect(status).toBe('SUCCEEDED');
  expect(events.filter(({ type }) => /^Map(?!StateE)/.test(type)).map(({ type, details }) => [type, details])).toEqual([
    ['MapStateStarted', { length: 3 }],
    ['MapIterationStarted', { name: 'All', index: 0 }],
    ['MapIterationStarted', { name: 'All', index: 1 }],
    ['MapIterationStarted', { name: 'All', index: 2 }],
    ['MapIterationSucceeded', { name: 'All', index: 1 }],
    ['MapIterationSucceeded', { name: 'All', index: 0 }],
    ['MapIterationSucceeded', { name: 'All', index: 2 }],
    ['MapStateSucceeded', undefined],
  ]);
});

test('an iteration that fails cuts the others short, innermost first, and all of it follows the failure', async () => {
  const { status, events } = await eventsOf([
    ['a', returns(1)],
    ['b', throws('Broken', 'no')],
  ]);

  expect(status).toBe('FAILED');
  expect(events.slice(events.findIndex(({ type }) => type === 'TaskFailed'))).toEqual([
    { id: 27, follows: 19, type: 'TaskFailed' },
    { id: 28, follows: 27, type: 'ParallelStateFailed' },
    { id: 29, follows: 28, type: 'MapIterationFailed', details: { name: 'All', index: 1 } },
    { id: 30, follows: 28, type: 'TaskStateAborted' },
    { id: 31, follows: 28, type: 'ParallelStateAborted' },
    { id: 32, follows: 28, type: 'MapIterationAborted', details: { name: 'All', index: 2 } },
    { id: 33, follows: 28, type: 'MapStateFailed', details: undefined },
    { id: 34, follows: 33, type: 'ExecutionFailed' },
  ]);
});
