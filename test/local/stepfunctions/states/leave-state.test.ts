import fc from 'fast-check';
import type { Retrier } from '../../../../local/stepfunctions/asl/state-machine.ts';
import type { Failure } from '../../../../local/stepfunctions/states/failure.ts';
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
