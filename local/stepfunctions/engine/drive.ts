import { evaluationFailed } from '../history/events.ts';
import { type Payload, payloadOf } from '../json.ts';
import type { Scope, Template } from '../query/template.ts';
import { enterState } from '../states/enter-state.ts';
import { type Evaluating, scopeOf } from '../states/evaluation.ts';
import { activationOf, attempt } from './activation.ts';
import { branchFailed, resumeBranches, startBranches } from './branches.ts';
import { awaitCall, startCall } from './calls.ts';
import { enterNext, exit, fail, leaveFailed, leaveSucceeded } from './leave.ts';
import type { At } from './position.ts';
import { endFaulty, moveTo, record } from './record.ts';
import { isCurrent, type Run, stateOf, type Thread } from './run.ts';

/**
 * Moves a thread on until it rests: at a call, at a wait, at its branches, or at its end. What it rests for calls
 * `run.wake`. It and what it calls in this folder alone await; a fault of the engine itself ends the execution visibly.
 */
export async function drive(run: Run, thread: Thread): Promise<void> {
  try {
    while (run.live && run.threads.get(thread.id) === thread) if ((await step(run, thread)) === 'rests') return;
  } catch (error) {
    endFaulty(run, thread, error);
  }
}

async function step(run: Run, thread: Thread): Promise<'moved' | 'rests'> {
  const position = thread.position;
  switch (position.at) {
    case 'starting':
      await start(run, thread, position);
      return 'moved';
    case 'entered':
      await enter(run, thread, position);
      return 'moved';
    case 'succeeded':
      await leaveSucceeded(run, thread, position);
      return 'moved';
    case 'failed':
      await leaveFailed(run, thread, position);
      return 'moved';
    case 'calling':
      await awaitCall(run, thread, position);
      return 'rests';
    case 'waiting':
    case 'retrying':
      awaitTime(run, thread, position);
      return 'rests';
    case 'branching':
      resumeBranches(run, thread);
      return 'rests';
    case 'done':
      return 'rests';
    default:
      return position satisfies never;
  }
}

async function start(run: Run, thread: Thread, position: At<'starting'>): Promise<void> {
  if (thread.parent === undefined) {
    const release = await run.parts.scheduler.acquire({ seq: run.row.seq, key: run.fairnessKey });
    release();
  }
  if (!isCurrent(run, thread, position)) return;
  const selector = itemSelectorOf(thread);
  let input = position.input;
  if (selector !== undefined && thread.parent?.position.at === 'branching') {
    const { visit } = thread.parent.position;
    const scope = scopeOf(activationOf(run, thread, { visit }));
    const selected = await attempt(run, { steps: evaluateOne(selector, scope), visit });
    if (!isCurrent(run, thread, position)) return;
    if ('failure' in selected) {
      record(run, thread, { event: evaluationFailed(visit.state, selected.failure) });
      branchFailed(run, thread, selected.failure);
      return;
    }
    input = selected.value;
  }
  enterNext(run, thread, { name: thread.group.startAt, input });
}

function itemSelectorOf(thread: Thread) {
  const parent = thread.parent;
  if (parent === undefined || parent.position.at !== 'branching') return undefined;
  const state = stateOf(parent, parent.position.visit.state);
  return state.type === 'Map' ? state.itemSelector : undefined;
}

function* evaluateOne(template: Template, scope: Scope): Evaluating<Payload> {
  return payloadOf(yield { template, scope });
}

async function enter(run: Run, thread: Thread, position: At<'entered'>): Promise<void> {
  const { visit } = position;
  const state = stateOf(thread, visit.state);
  const waitsForToken =
    state.type === 'Task' && state.resource.kind === 'lambdaInvoke' && state.resource.waitForTaskToken;
  const token = waitsForToken ? run.parts.tokens.issue({ seq: run.row.seq, threadId: thread.id }) : undefined;
  const activation = activationOf(run, thread, { visit, ...(token === undefined ? {} : { token }) });
  const entered = await attempt(run, { steps: enterState(state, activation), visit });
  if (!isCurrent(run, thread, position)) return;
  if ('failure' in entered) return fail(run, thread, { visit, state, failure: entered.failure });
  switch (entered.value.kind) {
    case 'left':
      return exit(run, thread, { state, left: entered.value.left });
    case 'call':
      return startCall(run, thread, { visit, call: entered.value.call, token });
    case 'wait':
      return moveTo(run, thread, { at: 'waiting', visit, untilMs: entered.value.untilMs });
    case 'branches':
    case 'items':
      return startBranches(run, thread, { visit, entered: entered.value });
    default:
      return entered.value satisfies never;
  }
}

/** Waits for a time and continues: past the Wait state, or with the retried state. */
function awaitTime(run: Run, thread: Thread, position: At<'waiting' | 'retrying'>): void {
  const { visit, untilMs } = position;
  thread.disarm();
  thread.disarm = run.parts.clock.schedule(untilMs, () => {
    if (!isCurrent(run, thread, position)) return;
    moveTo(
      run,
      thread,
      position.at === 'waiting' ? { at: 'succeeded', visit, result: visit.input } : { at: 'entered', visit },
    );
    run.wake(thread);
  });
}
