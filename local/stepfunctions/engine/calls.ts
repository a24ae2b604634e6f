import type { TaskResource, TaskState } from '../asl/state-machine.ts';
import { taskFailed, taskScheduled, taskStarted, taskSubmitted, taskSucceeded } from '../history/events.ts';
import { type Failure, STATES_ERRORS } from '../states/evaluation.ts';
import { type CallOutcome, failureOfInvoke, outcomeOfAnswer, type TaskCall } from '../states/lambda-task.ts';
import type { At, Visit } from './position.ts';
import { endFaulty, moveTo, record } from './record.ts';
import { isCurrent, type Run, stateOf, type Thread } from './run.ts';

/** Records that a task has begun. Its deadlines are instants, so that they hold across a restart. */
export function startCall(
  run: Run,
  thread: Thread,
  { visit, call, token }: { visit: Visit; call: TaskCall; token: string | undefined },
): void {
  const { resource } = taskOf(thread, visit);
  record(run, thread, { event: taskScheduled(resource, { call, region: run.row.region }) });
  record(run, thread, { event: taskStarted(resource) });
  const nowMs = run.parts.clock.now();
  const after = (seconds: number | undefined) => (seconds === undefined ? undefined : nowMs + seconds * 1000);
  moveTo(run, thread, {
    at: 'calling',
    visit,
    call,
    token,
    submitted: false,
    timeoutAtMs: after(call.timeoutSeconds),
    heartbeatAtMs: token === undefined ? undefined : after(call.heartbeatSeconds),
  });
}

/** Calls the function once the journal holds that it is called (E1), and watches the deadlines. */
export async function awaitCall(run: Run, thread: Thread, position: At<'calling'>): Promise<void> {
  thread.callNumber += 1;
  const number = thread.callNumber;
  armDeadlines(run, thread);
  await run.parts.journal.committed();
  await run.ready;
  if (position.submitted) return;
  const done = await run.parts.scheduler.acquire({ seq: run.row.seq, key: run.fairnessKey });
  if (!isAwaiting(run, thread, number)) return done();
  // A function whose task was given up meanwhile runs on, as it does on AWS; its answer is then not looked at.
  void invoke(run, thread, { position, number })
    .catch((error: unknown) => endFaulty(run, thread, error))
    .finally(done);
}

async function invoke(
  run: Run,
  thread: Thread,
  { position, number }: { position: At<'calling'>; number: number },
): Promise<void> {
  const { resource } = taskOf(thread, position.visit);
  const outcome = await outcomeOf(run, { resource, call: position.call });
  if (!isAwaiting(run, thread, number) || thread.position.at !== 'calling') return;
  if (thread.position.token === undefined || outcome.kind === 'failed') {
    settle(run, thread, outcome);
    return;
  }
  record(run, thread, { event: taskSubmitted(resource, outcome.result) });
  moveTo(run, thread, { ...thread.position, submitted: true });
}

async function outcomeOf(
  run: Run,
  { resource, call }: { resource: TaskResource; call: TaskCall },
): Promise<CallOutcome> {
  const { account, region } = run.row;
  const { functionName, payload } = call;
  const controller = new AbortController();
  run.parts.inFlight.add(controller);
  try {
    const answer = await run.parts.invokeLambda({ account, region, functionName, payload, signal: controller.signal });
    return outcomeOfAnswer(resource, { answer, nowMs: run.parts.clock.now() });
  } catch (error) {
    return { kind: 'failed', failure: failureOfInvoke(error) };
  } finally {
    run.parts.inFlight.delete(controller);
  }
}

/** Records how a call ended, if the thread still waits for one. The first of several ends counts. */
export function settle(run: Run, thread: Thread, outcome: CallOutcome): void {
  if (!run.live || thread.position.at !== 'calling') return;
  const { visit } = thread.position;
  const { resource } = taskOf(thread, visit);
  thread.disarm();
  if (outcome.kind === 'succeeded') {
    record(run, thread, { event: taskSucceeded(resource, outcome.result) });
    moveTo(run, thread, { at: 'succeeded', visit, result: outcome.result });
  } else {
    record(run, thread, { event: taskFailed(resource, outcome.failure) });
    moveTo(run, thread, { at: 'failed', visit, failure: outcome.failure });
  }
  run.wake(thread);
}

/** A worker's sign of life: its next one is due a whole HeartbeatSeconds from now. */
export function beat(run: Run, thread: Thread): void {
  const position = thread.position;
  if (position.at !== 'calling' || position.call.heartbeatSeconds === undefined) return;
  const heartbeatAtMs = run.parts.clock.now() + position.call.heartbeatSeconds * 1000;
  moveTo(run, thread, { ...position, heartbeatAtMs });
  armDeadlines(run, thread);
}

function armDeadlines(run: Run, thread: Thread): void {
  thread.disarm();
  const position = thread.position;
  if (position.at !== 'calling') return;
  const number = thread.callNumber;
  const timeOut = (kind: Failure['kind']) => () => {
    if (!isAwaiting(run, thread, number)) return;
    try {
      settle(run, thread, { kind: 'failed', failure: { kind, error: STATES_ERRORS.timeout } });
    } catch (error) {
      endFaulty(run, thread, error);
    }
  };
  const { timeoutAtMs, heartbeatAtMs } = position;
  const { clock } = run.parts;
  const cancels = [
    ...(timeoutAtMs === undefined ? [] : [clock.schedule(timeoutAtMs, timeOut('timeout'))]),
    ...(heartbeatAtMs === undefined ? [] : [clock.schedule(heartbeatAtMs, timeOut('heartbeatTimeout'))]),
  ];
  thread.disarm = () => {
    for (const cancel of cancels) cancel();
  };
}

function isAwaiting(run: Run, thread: Thread, number: number): boolean {
  return thread.callNumber === number && thread.position.at === 'calling' && isCurrent(run, thread, thread.position);
}

function taskOf(thread: Thread, { state: name }: Visit): TaskState {
  const state = stateOf(thread, name);
  if (state.type !== 'Task') throw new Error(`State ${name} is of type ${state.type}, not Task`);
  return state;
}
