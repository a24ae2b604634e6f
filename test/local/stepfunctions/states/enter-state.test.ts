import { settled } from '../../../support/manual-clock.ts';
import { openEngine } from '../harness.ts';

const START_MS = Date.UTC(2026, 0, 5, 9);

/** How an execution of a machine with these states ends, and what it waits for before. */
async function ended(states: object, input: unknown = {}) {
  const engine = await openEngine();
  const machine = await engine.create({ QueryLanguage: 'JSONata', StartAt: 'A', States: states });
  const execution = await engine.start(machine, input);
  await settled();
  const nextDueAtMs = engine.clock.nextDueAtMs;
  const { status, error, cause, output } = await engine.finish(execution);
  await engine.stepFunctions.close();
  return { nextDueAtMs, status, error, cause, output: output === undefined ? undefined : JSON.parse(output) };
}
const failedBy = (error: string) => ({ status: 'FAILED', error });

test.each([
  [0, START_MS],
  [1, START_MS + 1_000],
  [99_999_999, START_MS + 99_999_999_000],
])('a Wait of %i seconds is one', async (seconds, nextDueAtMs) => {
  const end = await ended({ A: { Type: 'Wait', Seconds: `{% ${seconds} %}`, End: true } });

  expect(end).toMatchObject({ status: 'SUCCEEDED', nextDueAtMs });
});

test.each(['"5"', '-1', '1.5', '100000000', 'null', 'true'])('a Wait of %s seconds is none', async (seconds) => {
  const end = await ended({ A: { Type: 'Wait', Seconds: `{% ${seconds} %}`, End: true } });

  expect(end).toMatchObject({ ...failedBy('States.QueryEvaluationError'), nextDueAtMs: undefined });
  expect(end.cause).toContain('integer between 0 and 99999999');
});

test.each([
  ['2026-01-05T10:00:00Z', '2026-01-05T10:00:00.000Z'],
  ['2026-01-05T10:00Z', '2026-01-05T10:00:00.000Z'],
  ['2026-01-05T10:00:00.5Z', '2026-01-05T10:00:00.500Z'],
  ['2026-01-05T10:00:00.123456789Z', '2026-01-05T10:00:00.123Z'],
  ['2026-01-05T19:30:00+09:00', '2026-01-05T10:30:00.000Z'],
  ['2026-02-28T23:30:00-05:00', '2026-03-01T04:30:00.000Z'],
])('a Wait until %s ends at %s', async (timestamp, instant) => {
  const end = await ended({ A: { Type: 'Wait', Timestamp: '{% $states.input.at %}', End: true } }, { at: timestamp });

  expect(end).toMatchObject({ status: 'SUCCEEDED', nextDueAtMs: Date.parse(instant) });
});

test.each([
  'tomorrow',
  '2026-01-05',
  '2026-01-05T10:00:00',
  'on 2026-01-05T10:00:00Z',
  '2026-01-05T10:00:00Z!',
  '2026-01-05T10:00:00.1234567890Z',
  '2026-01-05T10:00:00.aZ',
  '2026-02-30T10:00:00Z',
  '2026-13-05T10:00:00Z',
  '2026-01-05T25:00:00Z',
])('a Wait until %j is none', async (timestamp) => {
  const end = await ended({ A: { Type: 'Wait', Timestamp: '{% $states.input.at %}', End: true } }, { at: timestamp });

  expect(end).toMatchObject(failedBy('States.QueryEvaluationError'));
  expect(end.cause).toContain(`cannot be parsed as an ISO-8601 extended offset date-time format string: ${timestamp}`);
});

test('a Wait until something that is no text is none', async () => {
  const end = await ended({ A: { Type: 'Wait', Timestamp: '{% 5 %}', End: true } });

  expect(end).toMatchObject(failedBy('States.QueryEvaluationError'));
  expect(end.cause).toContain('string');
});

const iterate = { StartAt: 'I', States: { I: { Type: 'Pass', End: true } } };

test('a Map without Items takes its input', async () => {
  const states = { A: { Type: 'Map', ItemProcessor: iterate, End: true } };

  expect(await ended(states, [3, 4])).toMatchObject({ status: 'SUCCEEDED', output: [3, 4] });
  const end = await ended(states, { a: 1 });
  expect(end).toMatchObject(failedBy('States.QueryEvaluationError'));
  expect(end.cause).toContain('Map state input must be an array but was: {"a":1}');
});

test('a Map says of which type its Items must be', async () => {
  const end = await ended({ A: { Type: 'Map', Items: '{% {"a": 1} %}', ItemProcessor: iterate, End: true } });

  expect(end).toMatchObject(failedBy('States.QueryEvaluationError'));
  expect(end.cause).toContain('array');
});

test('a Fail state may leave out its error and its cause, and names no others', async () => {
  expect(await ended({ A: { Type: 'Fail' } })).toMatchObject({ status: 'FAILED', error: undefined, cause: undefined });
  expect(await ended({ A: { Type: 'Fail', Error: 'E' } })).toMatchObject({ error: 'E', cause: undefined });
  expect(await ended({ A: { Type: 'Fail', Cause: 'why' } })).toMatchObject({ error: undefined, cause: 'why' });
});

test('a Fail state whose error is no text fails by that', async () => {
  const end = await ended({ A: { Type: 'Fail', Error: '{% 5 %}' } });

  expect(end).toMatchObject(failedBy('States.QueryEvaluationError'));
  expect(end.cause).toContain('string');
});

test('a failure without a cause is caught with the cause null', async () => {
  const branch = { StartAt: 'F', States: { F: { Type: 'Fail', Error: 'E' } } };
  const end = await ended({
    A: {
      Type: 'Parallel',
      Branches: [branch],
      Catch: [{ ErrorEquals: ['States.ALL'], Output: '{% $states.errorOutput %}', Next: 'B' }],
      End: true,
    },
    B: { Type: 'Succeed' },
  });

  expect(end).toMatchObject({ status: 'SUCCEEDED', output: { Error: 'E', Cause: null } });
});

test('a Choice that nothing matches names its state and where it was entered', async () => {
  const end = await ended({
    A: { Type: 'Choice', Choices: [{ Condition: '{% false %}', Next: 'B' }] },
    B: { Type: 'Succeed' },
  });

  expect(end).toMatchObject({
    ...failedBy('States.NoChoiceMatched'),
    cause:
      "An error occurred while executing the state 'A' (entered at the event id #2). Failed to transition out of the state. The state does not point to a next state.",
  });
});

test('an output above 262,144 bytes fails the state', async () => {
  const end = await ended({ A: { Type: 'Pass', Output: "{% $pad('', 262143, 'x') %}", End: true } });
  const largest = await ended({ A: { Type: 'Pass', Output: "{% $pad('', 262142, 'x') %}", End: true } });

  expect(end).toMatchObject(failedBy('States.DataLimitExceeded'));
  expect(end.cause).toContain("'A'");
  expect(largest.status).toBe('SUCCEEDED');
});

test('a Wait has no result to see', async () => {
  const end = await ended(
    { A: { Type: 'Wait', Seconds: 0, Output: { kept: '{% $states.input.kept %}' }, End: true } },
    { kept: 1 },
  );

  expect(end).toMatchObject({ status: 'SUCCEEDED', output: { kept: 1 } });
});
