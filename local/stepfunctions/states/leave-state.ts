import type { MapState, ParallelState, State, TaskState, WaitState } from '../asl/state-machine.ts';
import type { Payload } from '../json.ts';
import { payloadOf } from '../json.ts';
import { type Activation, type Evaluating, type Left, leave, scopeOf } from './evaluation.ts';
import { errorOutputOf, type Failure } from './failure.ts';
import { findCatcher } from './retry.ts';

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
