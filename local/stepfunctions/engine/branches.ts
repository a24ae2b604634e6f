import type { MapState, ParallelState, StateGroup } from '../asl/state-machine.ts';
import { concurrentState, mapIteration, stateAborted } from '../history/events.ts';
import { type Payload, payloadOfAll } from '../json.ts';
import type { Entered } from '../states/enter-state.ts';
import type { Failure } from '../states/evaluation.ts';
import type { At, Visit } from './position.ts';
import { forget, moveTo, record } from './record.ts';
import { newThread, type Run, stateOf, type Thread } from './run.ts';

/** Records that a Parallel or Map state begins; the driver then starts its branches or iterations. */
export function startBranches(
  run: Run,
  thread: Thread,
  { visit, entered }: { visit: Visit; entered: Extract<Entered, { kind: 'branches' | 'items' }> },
): void {
  const state = concurrentOf(thread, visit);
  const length = entered.kind === 'items' ? entered.items.length : undefined;
  const startedId = record(run, thread, { event: concurrentState(state, 'Started', length) });
  thread.children = [];
  thread.childrenDone = 0;
  const extent =
    entered.kind === 'items'
      ? { inputs: entered.items, branchCount: entered.items.length, maxConcurrency: entered.maxConcurrency }
      : { inputs: [entered.input], branchCount: branchesOf(state), maxConcurrency: Number.MAX_SAFE_INTEGER };
  moveTo(run, thread, { at: 'branching', visit, startedId, ...extent });
}

/** Starts as many branches as may run at once; an empty Map is complete at once. */
export function resumeBranches(run: Run, thread: Thread): void {
  const position = branchingOf(thread);
  const { branchCount, maxConcurrency, startedId } = position;
  if (thread.childrenDone === branchCount) {
    complete(run, thread, position);
    return;
  }
  while (thread.children.length < branchCount && thread.children.length - thread.childrenDone < maxConcurrency)
    startBranch(run, thread, { follows: startedId });
}

/** Takes the output of a branch that reached its end; the last one completes the state. */
export function branchDone(run: Run, child: Thread, output: Payload): void {
  const parent = parentOf(child);
  const position = branchingOf(parent);
  const state = concurrentOf(parent, position.visit);
  const lastId = child.previousEventId;
  if (state.type === 'Map')
    record(run, child, { event: mapIteration('Succeeded', { name: state.name, index: child.index }) });
  moveTo(run, child, { at: 'done', output });
  parent.previousEventId = child.previousEventId;
  parent.childrenDone += 1;
  if (parent.childrenDone === position.branchCount) complete(run, parent, position);
  else if (parent.children.length < position.branchCount) startBranch(run, parent, { follows: lastId });
}

/** Fails the state that a branch belongs to: its other branches are aborted, and its Retry and Catch decide. */
export function branchFailed(run: Run, child: Thread, failure: Failure): void {
  const parent = parentOf(child);
  const { visit } = branchingOf(parent);
  const state = concurrentOf(parent, visit);
  const failedId = child.previousEventId;
  if (state.type === 'Map')
    record(run, child, { event: mapIteration('Failed', { name: state.name, index: child.index }), aside: true });
  parent.previousEventId = failedId;
  for (const sibling of parent.children) if (sibling !== child) abort(run, sibling, failedId);
  forgetChildren(run, parent);
  moveTo(run, parent, { at: 'failed', visit, failure });
  run.wake(parent);
}

function startBranch(run: Run, parent: Thread, { follows }: { follows: number }): void {
  const { visit, inputs } = branchingOf(parent);
  const state = concurrentOf(parent, visit);
  const index = parent.children.length;
  const input = inputs[state.type === 'Map' ? index : 0];
  if (input === undefined) throw new Error(`State ${state.name} has no input for its branch ${index}`);
  const id = run.nextThreadId;
  run.nextThreadId += 1;
  const group = groupOf(state, index);
  const child = newThread({ id, parent, index, group, position: { at: 'starting', input }, previousEventId: follows });
  run.threads.set(id, child);
  parent.children.push(child);
  if (state.type === 'Map')
    record(run, child, { event: mapIteration('Started', { name: state.name, index }), follows });
  moveTo(run, child, child.position);
  run.wake(child);
}

function complete(run: Run, thread: Thread, { visit }: At<'branching'>): void {
  const state = concurrentOf(thread, visit);
  const outputs = thread.children.map(({ position }) => {
    if (position.at !== 'done') throw new Error(`State ${state.name} is complete with a branch that is ${position.at}`);
    return position.output;
  });
  record(run, thread, { event: concurrentState(state, 'Succeeded'), aside: true });
  forgetChildren(run, thread);
  moveTo(run, thread, { at: 'succeeded', visit, result: payloadOfAll(outputs) });
  run.wake(thread);
}

/** Records the states that a failed sibling cuts short, innermost first. */
function abort(run: Run, thread: Thread, follows: number): void {
  for (const child of thread.children) abort(run, child, follows);
  if (thread.position.at === 'done') return;
  if ('visit' in thread.position)
    record(run, thread, { event: stateAborted(stateOf(thread, thread.position.visit.state)), follows, aside: true });
  const parent = parentOf(thread);
  const state = concurrentOf(parent, branchingOf(parent).visit);
  if (state.type === 'Map')
    record(run, thread, {
      event: mapIteration('Aborted', { name: state.name, index: thread.index }),
      follows,
      aside: true,
    });
}

function forgetChildren(run: Run, thread: Thread): void {
  for (const child of thread.children) {
    forgetChildren(run, child);
    forget(run, child);
  }
  thread.children = [];
  thread.childrenDone = 0;
}

function parentOf({ parent, id }: Thread): Thread {
  if (parent === undefined) throw new Error(`Thread ${id} has no parent`);
  return parent;
}

function branchingOf({ position, id }: Thread): At<'branching'> {
  if (position.at !== 'branching') throw new Error(`Thread ${id} is ${position.at}, not branching`);
  return position;
}

/** The Map or Parallel state of a visit. Throws when the journal and the definition disagree. */
export function concurrentOf(thread: Thread, { state: name }: Visit): ParallelState | MapState {
  const state = stateOf(thread, name);
  if (state.type === 'Map' || state.type === 'Parallel') return state;
  throw new Error(`State ${name} is of type ${state.type}, which has no branches`);
}

function branchesOf(state: ParallelState | MapState): number {
  return state.type === 'Parallel' ? state.branches.length : 0;
}

/** The states that a branch or an iteration runs. */
export function groupOf(state: ParallelState | MapState, index: number): StateGroup {
  const group = state.type === 'Map' ? state.processor : state.branches[index];
  if (group === undefined) throw new Error(`State ${state.name} has no branch ${index}`);
  return group;
}
