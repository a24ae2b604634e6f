import type { State } from '../asl/state-machine.ts';
import { concurrentState, evaluationFailed, stateEntered, stateExited } from '../history/events.ts';
import type { Payload } from '../json.ts';
import type { Failure, Left } from '../states/evaluation.ts';
import { decideRetry, leaveByCatch, leaveWithResult } from '../states/leave-state.ts';
import { activationOf, attempt } from './activation.ts';
import { branchDone, branchFailed } from './branches.ts';
import type { At, Visit } from './position.ts';
import { endFailed, endSucceeded, moveTo, record } from './record.ts';
import { isCurrent, type Run, stateOf, type Thread } from './run.ts';

/** Leaves a state whose work is done. */
export async function leaveSucceeded(run: Run, thread: Thread, position: At<'succeeded'>): Promise<void> {
  const { visit, result } = position;
  const state = stateOf(thread, visit.state);
  if (state.type === 'Pass' || state.type === 'Succeed' || state.type === 'Fail' || state.type === 'Choice')
    throw new Error(`State ${state.name} of type ${state.type} has no result to leave with`);
  const steps = leaveWithResult(state, { activation: activationOf(run, thread, { visit }), result });
  const left = await attempt(run, { steps, visit });
  if (!isCurrent(run, thread, position)) return;
  if ('failure' in left) return fail(run, thread, { visit, state, failure: left.failure });
  exit(run, thread, { state, left: left.value });
}

/** Retries a failed state, or leaves it by a catcher, or gives it up. */
export async function leaveFailed(run: Run, thread: Thread, position: At<'failed'>): Promise<void> {
  const { visit, failure } = position;
  const state = stateOf(thread, visit.state);
  const { random } = run.parts.environment;
  const retry =
    'retry' in state ? decideRetry(state.retry, { failure, attempts: visit.attempts, random01: random }) : undefined;
  if (retry !== undefined) {
    const untilMs = run.parts.clock.now() + retry.delayMs;
    return moveTo(run, thread, { at: 'retrying', visit: { ...visit, attempts: retry.attempts }, untilMs });
  }
  const steps = leaveByCatch(state, { activation: activationOf(run, thread, { visit }), failure });
  const caught = await attempt(run, { steps, visit });
  if (!isCurrent(run, thread, position)) return;
  if (state.type === 'Map' || state.type === 'Parallel')
    record(run, thread, { event: concurrentState(state, 'Failed') });
  if ('value' in caught && caught.value !== undefined) return exit(run, thread, { state, left: caught.value });
  if ('failure' in caught && caught.failure.location !== undefined)
    record(run, thread, { event: evaluationFailed(visit.state, caught.failure) });
  giveUp(run, thread, 'failure' in caught ? caught.failure : failure);
}

function giveUp(run: Run, thread: Thread, failure: Failure): void {
  if (thread.parent === undefined) endFailed(run, thread, failure);
  else branchFailed(run, thread, failure);
}

/** Leaves a state: its variables take effect, and the thread enters the next state or ends. */
export function exit(run: Run, thread: Thread, { state, left }: { state: State; left: Left }): void {
  record(run, thread, { event: stateExited(state, left) });
  if (left.assigned !== undefined) {
    const values = Object.entries(left.assigned).map(([name, { value }]) => [name, value]);
    thread.variables = { ...thread.variables, ...Object.fromEntries(values) };
    thread.variablesText = JSON.stringify(thread.variables);
  }
  if (left.next !== undefined) enterNext(run, thread, { name: left.next, input: left.output });
  else if (thread.parent === undefined) endSucceeded(run, thread, left.output);
  else branchDone(run, thread, left.output);
}

/** Enters a state; the first one of a machine follows no event. */
export function enterNext(run: Run, thread: Thread, { name, input }: { name: string; input: Payload }): void {
  const sourceId = thread.id === 0 && thread.position.at === 'starting' ? 0 : thread.previousEventId;
  const enteredId = record(run, thread, { event: stateEntered(stateOf(thread, name), input), follows: sourceId });
  const visit = { state: name, input, enteredId, sourceId, enteredAtMs: run.parts.clock.now(), attempts: [] };
  moveTo(run, thread, { at: 'entered', visit });
}

/** Records that a state failed; whether it is retried or caught is decided from there. */
export function fail(
  run: Run,
  thread: Thread,
  { visit, state, failure }: { visit: Visit; state: State; failure: Failure },
): void {
  if (failure.location !== undefined) {
    // AWS lets a failed evaluation follow what came before the state, unless the state is a Wait or has events of its
    // own.
    const untouched = thread.previousEventId === visit.enteredId && state.type !== 'Wait';
    const follows = untouched ? visit.sourceId : thread.previousEventId;
    record(run, thread, { event: evaluationFailed(visit.state, failure), follows });
  }
  moveTo(run, thread, { at: 'failed', visit, failure });
}
