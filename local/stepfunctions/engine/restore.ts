import type { Clock } from '../../clock.ts';
import type { StateMachine } from '../asl/state-machine.ts';
import type { ExecutionRow, ThreadRow } from '../journal/rows.ts';
import { isJsonObject, parseJson, payloadFrom } from '../json.ts';
import { STATES_ERRORS } from '../states/evaluation.ts';
import { concurrentOf, groupOf } from './branches.ts';
import { drive } from './drive.ts';
import { readPosition } from './position.ts';
import { endFailed, endTimedOut } from './record.ts';
import { type EngineParts, newThread, type Run, type Thread } from './run.ts';

/** What a run is made of. */
export interface RunSource {
  readonly row: ExecutionRow;
  readonly machine: StateMachine;
  readonly machineName: string;
  readonly ready?: Promise<void>;
}

/** A run without threads, before its first event. */
export function newRun(parts: EngineParts, { row, machine, machineName, ready }: RunSource): Run {
  const input = parseJson(row.input);
  const run: Run = {
    parts,
    row,
    machine,
    machineName,
    input,
    fairnessKey: parts.fairnessKeyOf(input),
    threads: new Map(),
    nextEventId: 1,
    nextThreadId: 0,
    live: true,
    cancelTimeout: () => {},
    ready,
    wake: (thread) => void drive(run, thread),
  };
  return run;
}

/** Watches the deadline of the whole execution. */
export function armTimeout(run: Run, clock: Clock): void {
  const { timeoutAtMs } = run.row;
  if (timeoutAtMs !== null) run.cancelTimeout = clock.schedule(timeoutAtMs, () => endTimedOut(run));
}

/** Rebuilds a running execution from the journal: its threads as they stood at the last commit. */
export function restoreRun(parts: EngineParts, source: RunSource): Run {
  const run = newRun(parts, source);
  run.nextEventId = parts.journal.executions.lastEventId(source.row.seq) + 1;
  for (const row of parts.journal.executions.threads(source.row.seq)) {
    const thread = restoreThread(run, row);
    run.threads.set(thread.id, thread);
    run.nextThreadId = Math.max(run.nextThreadId, thread.id + 1);
  }
  return run;
}

/**
 * Ends an execution that cannot be rebuilt, because its definition or its position is no longer read. One such
 * execution must not keep all others from going on, and a failed one is seen and can be started again.
 */
export function endUnreadable(parts: EngineParts, { row, error }: { row: ExecutionRow; error: unknown }): void {
  const machine: StateMachine = { startAt: '', states: new Map(), timeoutSeconds: undefined };
  const run = newRun(parts, { row, machine, machineName: '' });
  const lastEventId = parts.journal.executions.lastEventId(row.seq);
  run.nextEventId = lastEventId + 1;
  const position = { at: 'starting', input: payloadFrom(row.input) } as const;
  const thread = newThread({
    id: 0,
    parent: undefined,
    index: 0,
    group: machine,
    position,
    previousEventId: lastEventId,
  });
  const reason = error instanceof Error ? error.message : String(error);
  const cause = `The execution cannot be read from the journal: ${reason}`;
  endFailed(run, thread, { kind: 'error', error: STATES_ERRORS.runtime, cause });
}

function restoreThread(run: Run, row: ThreadRow): Thread {
  const parent = row.parentId === null ? undefined : run.threads.get(row.parentId);
  const thread = newThread({
    id: row.id,
    parent,
    index: row.branchIndex,
    group: parent === undefined ? run.machine : groupIn(parent, row.branchIndex),
    position: readPosition(row.position),
    previousEventId: row.previousEventId,
  });
  const variables = parseJson(row.variables);
  if (isJsonObject(variables)) thread.variables = variables;
  thread.variablesText = row.variables;
  if (parent !== undefined) adopt(parent, thread);
  return thread;
}

function groupIn(parent: Thread, index: number) {
  if (parent.position.at !== 'branching')
    throw new Error(`The journal has a branch of a thread that is ${parent.position.at}`);
  return groupOf(concurrentOf(parent, parent.position.visit), index);
}

/** The parent's row is not written for each ended branch, so its branches have its last event. */
function adopt(parent: Thread, child: Thread): void {
  parent.children[child.index] = child;
  if (child.position.at !== 'done') return;
  parent.childrenDone += 1;
  parent.previousEventId = Math.max(parent.previousEventId, child.previousEventId);
}
