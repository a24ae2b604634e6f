import { settled } from '../../../support/manual-clock.ts';
import { type Answer, type Call, openEngine, returns, throws } from '../harness.ts';

/** A Map over so many items, each a call of the function `f` that ends when the test says so. */
async function running({ items, more = {} }: { items: number; more?: object }) {
  const calls: { readonly item: unknown; readonly answer: (answer: Answer) => void }[] = [];
  const lambda = ({ payload }: Call) =>
    new Promise<Answer>((answer) => calls.push({ item: JSON.parse(String(payload)), answer }));
  const engine = await openEngine({ lambda });
  const machine = await engine.create({
    QueryLanguage: 'JSONata',
    StartAt: 'All',
    States: {
      All: {
        Type: 'Map',
        Items: Array.from({ length: items }, (_, at) => at),
        ...more,
        ItemProcessor: {
          StartAt: 'One',
          States: {
            One: {
              Type: 'Task',
              Resource: 'arn:aws:states:::lambda:invoke',
              Arguments: { FunctionName: 'f', Payload: '{% $states.input %}' },
              Output: '{% $states.result.Payload %}',
              End: true,
            },
          },
        },
        End: true,
      },
    },
  });
  const execution = await engine.start(machine);
  await settled();
  let answered = 0;
  return {
    started: () => calls.map(({ item }) => item),
    /** Answers the oldest open call. */
    async answerNext(answer?: Answer) {
      const call = calls[answered];
      answered += 1;
      call?.answer(answer ?? returns(`of ${JSON.stringify(call.item)}`));
      await settled();
    },
    ended: () => engine.describe(execution),
    close: () => engine.stepFunctions.close(),
  };
}

const upTo = (count: number) => Array.from({ length: count }, (_, at) => at);

test.each([
  ['3 by MaxConcurrency', { MaxConcurrency: 3 }, 3],
  ['40, where more are allowed', { MaxConcurrency: 100 }, 40],
  ['40, where MaxConcurrency is 0', { MaxConcurrency: 0 }, 40],
  ['40, where none is given', {}, 40],
  ['as many as an expression says', { MaxConcurrency: '{% 1 + 1 %}' }, 2],
])('a Map of 45 runs %s at once, and one more whenever one ends', async (_, more, atOnce) => {
  const map = await running({ items: 45, more });

  expect(map.started()).toEqual(upTo(atOnce));
  await map.answerNext();
  expect(map.started()).toEqual(upTo(atOnce + 1));
  await map.answerNext();
  expect(map.started()).toEqual(upTo(atOnce + 2));

  for (let at = 2; at < 45; at += 1) await map.answerNext();
  const { status, output } = await map.ended();
  expect(status).toBe('SUCCEEDED');
  expect(JSON.parse(output ?? '')).toEqual(upTo(45).map((item) => `of ${item}`));
  await map.close();
});

test('no iteration begins after one has failed', async () => {
  const map = await running({ items: 5, more: { MaxConcurrency: 2 } });

  await map.answerNext(throws('Broken', 'no'));
  await map.answerNext();

  expect(map.started()).toEqual([0, 1]);
  expect(await map.ended()).toMatchObject({ status: 'FAILED', error: 'Broken' });
  await map.close();
});

test.each([
  ['MaxConcurrency', { MaxConcurrency: '{% -1 %}' }],
  ['MaxConcurrency', { MaxConcurrency: '{% 1.5 %}' }],
  ['Items', { Items: '{% "x" %}' }],
])('a Map whose %s is not what it must be fails: %j', async (field, more) => {
  const map = await running({ items: 2, more });

  const { status, error, cause } = await map.ended();
  expect({ status, error }).toEqual({ status: 'FAILED', error: 'States.QueryEvaluationError' });
  expect(cause).toContain(field);
  expect(map.started()).toEqual([]);
  await map.close();
});
