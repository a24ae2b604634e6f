import { faultFacts } from '../../../functions/middleware/http-log.ts';
import { toProblem } from '../../../functions/middleware/http-problem.ts';
import { ProblemError } from '../../../functions/middleware/problem-error.ts';
import { throttleErrorNames, transientErrorNames } from '../../../schemas/errors.ts';

const named = (name: string, options?: ErrorOptions): Error =>
  Object.assign(new Error('inner words', options), { name });

test.each([...throttleErrorNames, ...transientErrorNames])('%s passes: 503 with the time to come back', (name) => {
  expect(toProblem(named(name))).toMatchObject({ code: 'unavailable', headers: { 'retry-after': '2' } });
});

test.each([
  ['in the code of a socket error', Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })],
  ['as a service fault of a name nobody listed', Object.assign(named('BrandNewException'), { $fault: 'server' })],
  ['in the cause of a cause', named('Outer', { cause: named('Middle', { cause: named('ThrottlingException') }) })],
])('a passing fault is found %s', (_, error) => {
  expect(toProblem(error).code).toBe('unavailable');
});

test.each([new TypeError('x is not a function'), named('ValidationException'), 'a string', undefined, null])(
  '%p is a fault of ours of which nothing is told',
  (thrown) => {
    const problem = toProblem(thrown);

    expect(problem.code).toBe('internal');
    expect(problem.message).toBe('Something went wrong on our side');
    expect(problem.cause).toBe(thrown);
  },
);

test('a problem stays what it is', () => {
  const problem = new ProblemError('not_found');

  expect(toProblem(problem)).toBe(problem);
});

test('the log tells where a fault was, without addresses, keys or tokens', () => {
  const secrets = [
    'kim@example.com',
    `st.${'0'.repeat(26)}.mac`,
    `rt.${'0'.repeat(26)}-e1.x`,
    'iwk_live_abc_def',
    'iwk_test_abc_def',
    'Bearer abc',
  ];

  const facts = faultFacts(new Error(`cannot read ${secrets.join(' and ')} here`, { cause: named('Inner') }));

  expect(facts).toMatchObject({
    faultName: 'Error',
    faultMessage: 'cannot read [address] and [secret] and [secret] and [secret] and [secret] and [secret] here',
    faultCause: 'Inner',
    faultFrames: expect.stringContaining('http-problem.test.ts'),
  });
});
