import type { Catcher, MapState, ParallelState, Retrier, State, TaskState, WaitState } from '../asl/state-machine.ts';
import { type Payload, payloadOf } from '../json.ts';
import {
  type Activation,
  type Evaluating,
  errorOutputOf,
  type Failure,
  type Left,
  leave,
  STATES_ERRORS,
  scopeOf,
} from './evaluation.ts';

/** Leaves a state whose work is done; `result` is what a task answered or the branches put out. */
export function* leaveWithResult(
  state: TaskState | ParallelState | MapState | WaitState,
  { activation, result }: { activation: Activation; result: Payload },
): Evaluating<Left> {
  const scope = { ...scopeOf(activation), ...(state.type === 'Wait' ? {} : { result: result.value }) };
  return yield* leave(state, { scope, passing: result, next: state.next, name: state.name });
}

/** Leaves by the catcher that names the failure; undefined when the state has none. */
export function* leaveByCatch(
  state: State,
  { activation, failure }: { activation: Activation; failure: Failure },
): Evaluating<Left | undefined> {
  const catcher = 'catch' in state ? findCatcher(state.catch, failure) : undefined;
  if (catcher === undefined) return undefined;
  const errorOutput = errorOutputOf(failure);
  const scope = { ...scopeOf(activation), errorOutput };
  return yield* leave(catcher, { scope, passing: payloadOf(errorOutput), next: catcher.next, name: state.name });
}

/** A retry: its time, and the attempts used by then. */
interface RetryDecision {
  readonly delayMs: number;
  /** The attempts that each retrier has used up, this one included. */
  readonly attempts: readonly number[];
}

/**
 * Whether and when a failed state runs again: the first retrier that names the error decides, and each keeps its own
 * count. Undefined when none names it or the one that does has no attempt left. `random01` is used by JitterStrategy
 * FULL.
 */
export function decideRetry(
  retriers: readonly Retrier[],
  { failure, attempts, random01 }: { failure: Failure; attempts: readonly number[]; random01: () => number },
): RetryDecision | undefined {
  const index = retriers.findIndex(({ errorEquals }) => matchesError(errorEquals, failure));
  const retrier = retriers[index];
  const used = attempts[index] ?? 0;
  if (retrier === undefined || used >= retrier.maxAttempts) return undefined;
  const delaySeconds = Math.min(
    retrier.intervalSeconds * retrier.backoffRate ** used,
    retrier.maxDelaySeconds ?? Number.POSITIVE_INFINITY,
    LONGEST_DELAY_SECONDS,
  );
  const delayMs = Math.round(delaySeconds * 1000 * (retrier.jitterStrategy === 'FULL' ? random01() : 1));
  return { delayMs, attempts: retriers.map((_, other) => (attempts[other] ?? 0) + (other === index ? 1 : 0)) };
}

const LONGEST_DELAY_SECONDS = 99_999_999;

/** The first catcher that names the error. */
function findCatcher(catchers: readonly Catcher[], failure: Failure): Catcher | undefined {
  return catchers.find(({ errorEquals }) => matchesError(errorEquals, failure));
}

/**
 * States.Runtime matches nothing, not even itself; States.ALL does not match States.DataLimitExceeded;
 * States.TaskFailed matches everything but a timeout; a missed heartbeat goes by either of its two names.
 */
export function matchesError(errorEquals: readonly string[], { error, kind }: Failure): boolean {
  if (error === STATES_ERRORS.runtime) return false;
  return errorEquals.some((name) => {
    if (name === STATES_ERRORS.all) return error !== STATES_ERRORS.dataLimitExceeded;
    if (name === STATES_ERRORS.taskFailed)
      return kind === 'error' && error !== STATES_ERRORS.timeout && error !== STATES_ERRORS.dataLimitExceeded;
    if (name === STATES_ERRORS.heartbeatTimeout && kind === 'heartbeatTimeout') return true;
    return name === error;
  });
}
