/**
 * The execution engine: runs the machines that are given to it and keeps them running across restarts. Boundary: it
 * knows the journal, the clock, a way to call a Lambda function, and nothing of HTTP or of AWS's API; the operations in
 * api/ translate. Definitions come checked from asl/, expressions run behind query/template.ts, what a state does is
 * decided by the pure functions in states/, and the loop in engine/drive.ts alone awaits. Invariants
 *  E1  An effect (a function call, an answer to a caller) happens only after the journal holds the step that led to it.
 *  E2  The events of a step and the thread's new position are passed to the journal in one synchronous step, so every
 *      commit is a state to resume from; event ids have no gaps.
 *  E3  A thread waits for one thing at a time, and the first end of that thing counts; later ones find it moved on.
 *  E4  Deadlines and waits are instants, not durations; a restart neither shortens nor lengthens them.
 *  E5  A task token belongs to one attempt and lives in the journal before anyone can see it; a restart keeps it.
 *  E6  A function whose return is not journaled is called again after a restart (at least once); one whose return is,
 *      is not.
 *  E7  An execution runs the definition that it was started with.
 *  E8  While the journal's disk takes no writes every effect waits (E1) and what is gathered is committed later; a
 *      journal that fails in any other way ends the process, since going on without it would break E1.
 */
import { parseDefinition } from '../asl/parse-definition.ts';
import type { StateMachine } from '../asl/state-machine.ts';
import { executionStarted } from '../history/events.ts';
import type { ExecutionEnd } from '../journal/batch.ts';
import type { ExecutionRow } from '../journal/rows.ts';
import { payloadFrom } from '../json.ts';
import type { CallOutcome } from '../states/lambda-task.ts';
import { beat, settle } from './calls.ts';
import { append, endAborted, halt, moveTo } from './record.ts';
import { armTimeout, endUnreadable, newRun, restoreRun } from './restore.ts';
import { type EngineParts, newThread, type Run, type Thread } from './run.ts';

/** Why a task token is not taken; the names are those of the API. */
export type TokenProblem = 'InvalidToken' | 'TaskDoesNotExist' | 'TaskTimedOut';

/** Holds the running executions: each is registered from its start until its end is durable. */
export class Engine {
  readonly #parts: EngineParts;
  readonly #runs = new Map<string, Run>();
  readonly #runsBySeq = new Map<number, Run>();
  readonly #machines = new Map<number, StateMachine>();
  readonly #ready: PromiseWithResolvers<void> = Promise.withResolvers();
  #restored: readonly Run[];

  constructor(parts: Omit<EngineParts, 'onEnd'>, onExecutionEnded: (row: ExecutionRow) => void) {
    const onEnd = (run: Run, end: ExecutionEnd): void => this.#forget(run, { end, onExecutionEnded });
    this.#parts = { ...parts, onEnd };
    this.#restored = parts.journal.executions.running().flatMap((row) => this.#restore(row));
  }

  /** The machine of a stored definition. It was checked when it was stored. */
  machine(definitionId: number): StateMachine {
    const known = this.#machines.get(definitionId);
    if (known !== undefined) return known;
    const machine = parseDefinition(this.#parts.journal.machines.definition(definitionId));
    this.#machines.set(definitionId, machine);
    return machine;
  }

  /** A running execution, whether it is durable yet or not. */
  running(arn: string): ExecutionRow | undefined {
    return this.#runs.get(arn)?.row;
  }

  /** Starts an execution; it takes its first step when it is scheduled. */
  start(row: ExecutionRow, { machineName }: { machineName: string }): void {
    const machine = this.machine(row.definitionId);
    const run = newRun(this.#parts, { row, machine, machineName });
    this.#parts.journal.start(row);
    append(run, { event: executionStarted(row.input, row.roleArn), previousEventId: 0 });
    const position = { at: 'starting', input: payloadFrom(row.input) } as const;
    const thread = newThread({ id: 0, parent: undefined, index: 0, group: machine, position, previousEventId: 1 });
    run.nextThreadId = 1;
    run.threads.set(0, thread);
    moveTo(run, thread, position);
    this.#register(run);
    armTimeout(run, this.#parts.clock);
    run.wake(thread);
  }

  /** Aborts a running execution; false when it is not running. */
  stop(arn: string, reason: { error: string | undefined; cause: string | undefined }): boolean {
    const run = this.#runs.get(arn);
    if (run === undefined) return false;
    endAborted(run, reason);
    return true;
  }

  /** Ends the task that waits for `token`. Undefined once that is recorded, else why it cannot be. */
  complete(token: string, { account, outcome }: { account: string; outcome: CallOutcome }): TokenProblem | undefined {
    const found = this.#waiting(token, account);
    if (typeof found === 'string') return found;
    settle(found.run, found.thread, outcome);
    return undefined;
  }

  heartbeat(token: string, { account }: { account: string }): TokenProblem | undefined {
    const found = this.#waiting(token, account);
    if (typeof found === 'string') return found;
    beat(found.run, found.thread);
    return undefined;
  }

  /** Goes on with the executions that the journal holds. */
  resume(): void {
    this.#ready.resolve();
    const restored = this.#restored;
    this.#restored = [];
    for (const run of restored) {
      armTimeout(run, this.#parts.clock);
      for (const thread of [...run.threads.values()]) run.wake(thread);
    }
  }

  /** Stops all timers and invocations without recording anything. */
  close(): void {
    for (const run of this.#runs.values()) halt(run);
    for (const invocation of this.#parts.inFlight) invocation.abort();
    this.#runs.clear();
    this.#runsBySeq.clear();
  }

  #restore(row: ExecutionRow): readonly Run[] {
    const machineName = row.machineArn.split(':').at(-1) ?? '';
    try {
      const source = { row, machine: this.machine(row.definitionId), machineName, ready: this.#ready.promise };
      const run = restoreRun(this.#parts, source);
      this.#register(run);
      return [run];
    } catch (error) {
      endUnreadable(this.#parts, { row, error });
      return [];
    }
  }

  #register(run: Run): void {
    this.#runs.set(run.row.arn, run);
    this.#runsBySeq.set(run.row.seq, run);
  }

  #forget(run: Run, { end, onExecutionEnded }: { end: ExecutionEnd; onExecutionEnded: (row: ExecutionRow) => void }) {
    // The arn stays taken until the end is durable, when the journal answers for it.
    void this.#parts.journal.committed().then(() => {
      this.#runs.delete(run.row.arn);
      this.#runsBySeq.delete(run.row.seq);
      onExecutionEnded({ ...run.row, ...end });
    });
  }

  #waiting(token: string, account: string): { run: Run; thread: Thread } | TokenProblem {
    const target = this.#parts.tokens.read(token);
    if (target === undefined) return 'InvalidToken';
    const run = this.#runsBySeq.get(target.seq);
    const row = run?.row ?? this.#parts.journal.executions.bySeq(target.seq);
    if (row === undefined || row.account !== account) return 'TaskDoesNotExist';
    const thread = run?.threads.get(target.threadId);
    if (run === undefined || !run.live || thread?.position.at !== 'calling' || thread.position.token !== token)
      return 'TaskTimedOut';
    return { run, thread };
  }
}
