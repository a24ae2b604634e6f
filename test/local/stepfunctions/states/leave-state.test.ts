import fc from 'fast-check';
import type { Retrier } from '../../../../local/stepfunctions/asl/state-machine.ts';
import type { Failure } from '../../../../local/stepfunctions/states/evaluation.ts';
import { decideRetry, matchesError } from '../../../../local/stepfunctions/states/leave-state.ts';

const failed = (error?: string, kind: Failure['kind'] = 'error'): Failure => ({
  kind,
  ...(error === undefined ? {} : { error }),
});

test.each([
  [['States.ALL'], failed('Any'), true],
  [['States.ALL'], failed(), true],
  [['States.ALL'], failed('States.Timeout', 'timeout'), true],
  [['States.ALL'], failed('States.DataLimitExceeded'), false],
  [['States.DataLimitExceeded'], failed('States.DataLimitExceeded'), true],
  [['States.ALL'], failed('States.Runtime'), false],
  [['States.Runtime'], failed('States.Runtime'), false],
  [['States.TaskFailed'], failed('Any'), true],
  [['States.TaskFailed'], failed('States.Timeout', 'timeout'), false],
  [['States.HeartbeatTimeout'], failed('States.Timeout', 'heartbeatTimeout'), true],
  [['States.Timeout'], failed('States.Timeout', 'heartbeatTimeout'), true],
  [['States.HeartbeatTimeout'], failed('States.Timeout', 'timeout'), false],
  [['Other', 'Mine'], failed('Mine'), true],
  [['Other'], failed('Mine'), false],
])('%p names %p: %p', (errorEquals, failure, expected) => {
  expect(matchesError(errorEquals, failure)).toBe(expected);
});

const retrier = fc.record({
  errorEquals: fc.constant(['States.ALL']),
  intervalSeconds: fc.integer({ min: 1, max: 1000 }),
  maxAttempts: fc.integer({ min: 0, max: 10 }),
  backoffRate: fc.double({ min: 1, max: 5, noNaN: true }),
  maxDelaySeconds: fc.option(fc.integer({ min: 1, max: 5000 }), { nil: undefined }),
  jitterStrategy: fc.constantFrom('FULL' as const, 'NONE' as const),
});

test('retries as often as allowed, with delays that never shrink nor pass the longest one', () => {
  fc.assert(
    fc.property(retrier, (given: Retrier) => {
      let attempts: readonly number[] = [];
      const delays: number[] = [];
      for (;;) {
        const decision = decideRetry([given], { failure: failed('E'), attempts, random01: () => 1 });
        if (decision === undefined) break;
        attempts = decision.attempts;
        delays.push(decision.delayMs);
      }

      expect(delays.length).toBe(given.maxAttempts);
      expect(delays).toEqual([...delays].sort((a, b) => a - b));
      if (given.maxDelaySeconds !== undefined)
        for (const delay of delays) expect(delay).toBeLessThanOrEqual(given.maxDelaySeconds * 1000);
    }),
  );
});

test('jitter keeps a delay between nothing and its whole', () => {
  fc.assert(
    fc.property(retrier, fc.double({ min: 0, max: 0.999, noNaN: true }), (given: Retrier, random01) => {
      const options = { failure: failed('E'), attempts: [], random01: () => random01 };
      const whole = decideRetry([{ ...given, jitterStrategy: 'NONE' }], options);
      const jittered = decideRetry([{ ...given, jitterStrategy: 'FULL' }], options);

      expect(jittered?.delayMs ?? 0).toBeGreaterThanOrEqual(0);
      expect(jittered?.delayMs ?? 0).toBeLessThanOrEqual(whole?.delayMs ?? 0);
    }),
  );
});

const every = (more: Partial<Retrier> = {}): Retrier => ({
  errorEquals: ['States.ALL'],
  intervalSeconds: 10,
  maxAttempts: 4,
  backoffRate: 2,
  maxDelaySeconds: undefined,
  jitterStrategy: 'NONE',
  ...more,
});
const delayOf = (given: Retrier, { used = 0, random01 = 0.5 } = {}) =>
  decideRetry([given], { failure: failed('E'), attempts: [used], random01: () => random01 })?.delayMs;

test.each([
  [0, 10_000],
  [1, 20_000],
  [2, 40_000],
  [3, 80_000],
  [4, undefined],
])('after %i retries the next one waits %p ms, doubled each time', (used, delayMs) => {
  expect(delayOf(every(), { used })).toBe(delayMs);
});

test('a longest delay bounds each delay, and a year bounds all', () => {
  expect(delayOf(every({ maxDelaySeconds: 15 }), { used: 1 })).toBe(15_000);
  expect(delayOf(every({ maxDelaySeconds: 25 }), { used: 1 })).toBe(20_000);
  expect(delayOf(every({ backoffRate: 1e9 }), { used: 3 })).toBe(99_999_999_000);
});

test.each([
  [0, 0],
  [0.25, 5_000],
  [0.75, 15_000],
  [0.9999, 19_998],
])('full jitter at %d waits that share of the whole delay', (random01, delayMs) => {
  expect(delayOf(every({ jitterStrategy: 'FULL' }), { used: 1, random01 })).toBe(delayMs);
  expect(delayOf(every({ jitterStrategy: 'NONE' }), { used: 1, random01 })).toBe(20_000);
});

test('without jitter chance is not asked', () => {
  const random01 = () => {
    throw new Error('asked');
  };

  expect(decideRetry([every()], { failure: failed('E'), attempts: [], random01 })?.delayMs).toBe(10_000);
});

test('each retrier keeps its own count, and the first that names the error decides', () => {
  const retriers = [every({ errorEquals: ['A'], maxAttempts: 1 }), every({ errorEquals: ['A', 'B'], maxAttempts: 3 })];
  const decide = (error: string, attempts: readonly number[]) =>
    decideRetry(retriers, { failure: failed(error), attempts, random01: () => 1 })?.attempts;

  expect(decide('A', [])).toEqual([1, 0]);
  expect(decide('B', [1])).toEqual([1, 1]);
  expect(decide('B', [1, 2])).toEqual([1, 3]);
  expect(decide('A', [1, 0])).toBeUndefined();
  expect(decide('B', [0, 3])).toBeUndefined();
  expect(decide('C', [])).toBeUndefined();
});

test('a state without a retrier does not run again', () => {
  expect(decideRetry([], { failure: failed('E'), attempts: [], random01: () => 1 })).toBeUndefined();
});

test.each([
  [['States.TaskFailed'], failed('States.Timeout'), false],
  [['States.TaskFailed'], failed('States.DataLimitExceeded'), false],
  [['States.TaskFailed'], failed(), true],
  [['States.HeartbeatTimeout'], failed('E'), false],
  [[], failed('E'), false],
])('%p names %p: %p, by the rules of the wildcards', (errorEquals, failure, expected) => {
  expect(matchesError(errorEquals, failure)).toBe(expected);
});
