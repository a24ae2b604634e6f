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
import { type Failure, STATES_ERRORS } from '../states/failure.ts';
import { append, HistoryFull } from './record.ts';
import type { Run, Thread } from './run.ts';

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

/** Ends the execution that an unexpected error befell; a journal that does not write is not survivable and is thrown on. */
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
