import {
  type EventBody,
  executionAborted,
  executionFailed,
  executionSucceeded,
  executionTimedOut,
} from '../history/events.ts';
import type { ExecutionEnd } from '../journal/batch.ts';
import type { Payload } from '../json.ts';
import type { Failure } from '../states/failure.ts';
import { append } from './record.ts';
import type { Run, Thread } from './run.ts';

export function endSucceeded(run: Run, thread: Thread, output: Payload): void {
  const event = executionSucceeded(output.text);
  end(run, { event, previousEventId: thread.previousEventId, status: 'SUCCEEDED', output: output.text });
}

export function endFailed(run: Run, thread: Thread, failure: Failure): void {
  const event = executionFailed(failure);
  const { error, cause } = failure;
  end(run, { event, previousEventId: thread.previousEventId, status: 'FAILED', error, cause });
}

export function endAborted(run: Run, { error, cause }: { error: string | undefined; cause: string | undefined }): void {
  const event = executionAborted({
    ...(error === undefined ? {} : { error }),
    ...(cause === undefined ? {} : { cause }),
  });
  end(run, { event, previousEventId: 0, status: 'ABORTED', error, cause });
}

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
