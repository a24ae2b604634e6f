import {
  type EventBody,
  executionAborted,
  executionFailed,
  executionSucceeded,
  executionTimedOut,
} from '../history/events.ts';
import type { ExecutionEnd } from '../journal/batch.ts';
import { JournalError } from '../journal/journal.ts';
import type { Payload } from '../json.ts';
import { type Failure, STATES_ERRORS } from '../states/evaluation.ts';
import { type Position, writePosition } from './position.ts';
import type { Run, Thread } from './run.ts';

/** AWS ends an execution whose history reaches this length; the last event says so. */
const MAX_EVENTS = 25_000;

/** Thrown by the event that would be the last one allowed; the driver ends the execution with it. */
class HistoryFull extends Error {
  override readonly name = 'HistoryFull';
}

/**
 * Records an event of a thread and returns its id. It follows the thread's last event unless `follows` names another;
 * with `aside` the thread's next event does not follow this one but becomes its sibling.
 */
export function record(
  run: Run,
  thread: Thread,
  { event, follows, aside = false }: { event: EventBody; follows?: number; aside?: boolean },
): number {
  if (run.nextEventId >= MAX_EVENTS) throw new HistoryFull('The history is full');
  const id = append(run, { event, previousEventId: follows ?? thread.previousEventId });
  if (!aside) {
    thread.previousEventId = id;
    persist(run, thread);
  }
  return id;
}

/** Writes an event without regard to the limit: the last one of an execution has room. */
export function append(run: Run, { event, previousEventId }: { event: EventBody; previousEventId: number }): number {
  const { journal, clock } = run.parts;
  const id = run.nextEventId;
  run.nextEventId += 1;
  journal.event(run.row.seq, { timestamp: clock.now() / 1000, id, previousEventId, ...event });
  return id;
}

/** Moves a thread. Called in the same synchronous step as the events that record the move. */
export function moveTo(run: Run, thread: Thread, position: Position): void {
  thread.position = position;
  persist(run, thread);
}

/** Has the thread written with the next commit. */
function persist(run: Run, thread: Thread): void {
  run.parts.journal.thread(run.row.seq, {
    id: thread.id,
    take: () => ({
      id: thread.id,
      parentId: thread.parent?.id ?? null,
      branchIndex: thread.index,
      previousEventId: thread.previousEventId,
      variables: thread.variablesText,
      position: writePosition(thread.position),
    }),
  });
}

/** Takes a branch that is no longer needed out of the run and the journal. */
export function forget(run: Run, thread: Thread): void {
  thread.disarm();
  run.threads.delete(thread.id);
  run.parts.journal.thread(run.row.seq, { id: thread.id, take: null });
}

/** Ends the execution with the output of its last state. */
export function endSucceeded(run: Run, thread: Thread, output: Payload): void {
  const event = executionSucceeded(output.text);
  end(run, { event, previousEventId: thread.previousEventId, status: 'SUCCEEDED', output: output.text });
}

/** Ends the execution with a failure that nothing caught; its event follows the last one of `thread`. */
export function endFailed(run: Run, thread: Thread, failure: Failure): void {
  const event = executionFailed(failure);
  const { error, cause } = failure;
  end(run, { event, previousEventId: thread.previousEventId, status: 'FAILED', error, cause });
}

/** Fails the execution after an unexpected error of the engine. @throws JournalError, after which nothing can go on */
export function endFaulty(run: Run, thread: Thread, error: unknown): void {
  if (error instanceof JournalError) throw error;
  if (!run.live) return;
  const cause =
    error instanceof HistoryFull
      ? 'The execution reached the maximum number of history events (25000).'
      : `The engine failed: ${error instanceof Error ? error.message : String(error)}`;
  endFailed(run, thread, { kind: 'error', error: STATES_ERRORS.runtime, cause });
}

/** Ends the execution on request. */
export function endAborted(run: Run, { error, cause }: { error: string | undefined; cause: string | undefined }): void {
  const event = executionAborted({
    ...(error === undefined ? {} : { error }),
    ...(cause === undefined ? {} : { cause }),
  });
  end(run, { event, previousEventId: 0, status: 'ABORTED', error, cause });
}

/** Ends the execution at the TimeoutSeconds of its machine. */
export function endTimedOut(run: Run): void {
  end(run, { event: executionTimedOut(), previousEventId: 0, status: 'TIMED_OUT' });
}

interface Ending {
  readonly event: EventBody;
  readonly previousEventId: number;
  readonly status: ExecutionEnd['status'];
  readonly output?: string;
  readonly error?: string | undefined;
  readonly cause?: string | undefined;
}

function end(run: Run, { event, previousEventId, status, output, error, cause }: Ending): void {
  if (!run.live) return;
  append(run, { event, previousEventId });
  const stopMs = run.parts.clock.now();
  const ended = {
    seq: run.row.seq,
    status,
    output: output ?? null,
    error: error ?? null,
    cause: cause ?? null,
    stopMs,
  };
  run.parts.journal.end(ended);
  halt(run);
  run.parts.onEnd(run, ended);
}

/** Stops everything that the execution waits for, and records nothing. */
export function halt(run: Run): void {
  run.live = false;
  run.cancelTimeout();
  for (const thread of run.threads.values()) thread.disarm();
}
