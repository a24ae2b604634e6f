import { compileJsonata } from '../../../../local/stepfunctions/query/jsonata-template.ts';
import { EvaluationError, type Scope } from '../../../../local/stepfunctions/query/template.ts';

const NOW_MS = Date.UTC(2026, 0, 5, 9, 30);
const environment = { nowMs: () => NOW_MS, random: () => 0.25, uuid: () => 'uuid-1' };
const scope: Scope = {
  input: { id: 'a', list: [{ n: 1 }, { n: 2 }], one: [7], nothing: null, and: 'word' },
  result: { Payload: { ok: true } },
  context: () => ({ Execution: { Name: 'run' } }),
  variables: { draft: { score: 4.5 }, n: 3 },
};
const evaluate = async (source: string) => compileJsonata(source, 'Output').evaluate(scope, environment);

test.each([
  ['{% $states.input.id %}', 'a'],
  ['{% $states.input.list.n %}', [1, 2]],
  ['{% $states.input.one %}', [7]],
  ['{% $states.input.nothing %}', null],
  ['{% $states.input.`and` %}', 'word'],
  ['{% $states.result.Payload.ok %}', true],
  ['{% $states.context.Execution.Name %}', 'run'],
  ['{% $draft.score * 2 %}', 9],
  ['{% $n %}', 3],
  ["{% $now() & ' ' & $string($millis()) %}", `2026-01-05T09:30:00.000Z ${NOW_MS}`],
  ["{% $now('[Y0001]-[M01]-[D01] [H01]', '+0900') %}", '2026-01-05 18'],
  ['{% $partition([1..5], 2) %}', [[1, 2], [3, 4], [5]]],
  ['{% $range(1, 9, 4) %}', [1, 5, 9]],
  ["{% $hash('text', 'SHA-256') %}", '982d9e3eb996f559e633f4d194def3761d909f5a3b647d1a851fead67c32c9d1'],
  ['{% $parse(\'{"a":[1]}\') %}', { a: [1] }],
  ['{% $random() %}', 0.25],
  ['{% $random(7) = $random(7) %}', true],
  ['{% $uuid() %}', 'uuid-1'],
  ['{% $states.input.list[n=2] %}', { n: 2 }],
  [' {% $states.input.id %}', ' {% $states.input.id %}'],
])('evaluates %s', async (source, expected) => {
  expect(await evaluate(source)).toEqual(expected);
});

test('evaluates the expressions of a structure and keeps the rest', async () => {
  const template = compileJsonata(
    { id: '{% $states.input.id %}', keep: [1, '{% $n + 1 %}', null], plain: 'x' },
    'Arguments',
  );

  expect(await template.evaluate(scope, environment)).toEqual({ id: 'a', keep: [1, 4, null], plain: 'x' });
});

test.each([
  ["{% $eval('1') %}", 'threw an error during evaluation. T1006: Attempted to invoke a non-function'],
  ['{% $states.input.missing %}', 'returned nothing (undefined).'],
  ['{% $missing %}', 'returned nothing (undefined).'],
  ['{% $states.input.id + 1 %}', 'threw an error during evaluation. T2001: '],
  ['{% function($x){$x} %}', 'returned an unsupported result type.'],
  ['{% [1, $sum] %}', 'returned an unsupported result type.'],
])('%s fails with its text and its place', async (source, detail) => {
  const expression = source.slice(2, -2).trim();

  const failure = await evaluate(source).catch((error: unknown) => error);

  expect(failure).toBeInstanceOf(EvaluationError);
  expect(failure).toMatchObject({
    location: 'Output',
    message: expect.stringContaining(
      `The JSONata expression '${expression}' specified for the field 'Output' ${detail}`,
    ),
  });
});

test('names the place of a failure within a structure', async () => {
  const template = compileJsonata({ a: { b: '{% $sum([1]) %}', c: '{% $missing %}' } }, 'Output');

  await expect(template.evaluate(scope, environment)).rejects.toMatchObject({ location: 'Output/a/c' });
});

test('does not change what it reads', async () => {
  const before = structuredClone(scope.variables);

  await evaluate("{% $draft ~> |$|{'score': 1}| %}");

  expect(scope.variables).toEqual(before);
});
