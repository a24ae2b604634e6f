import type { EventLoopUtilization } from 'node:perf_hooks';
import { sandboxLost } from '../../../schemas/errors.ts';
import type { Log } from '../../aws/log.ts';
import type { Outcome, RunFunction } from '../run-handler.ts';
import type { Patience } from './heartbeat.ts';
import { createLane, type Lane } from './lane.ts';
import { hasBegun } from './messages.ts';
import { type Call, type Ending, isAwaited, startThread, type Thread, type ThreadEvents } from './thread.ts';

export interface FunctionThread {
  readonly functions: ReadonlyMap<string, RunFunction>;
  /** Whether its event loop has been at work nearly all the time since this was last asked. */
  isBusy(): boolean;
  /** Moves the thread's own clock, where the process runs on one that can be moved. */
  advance(ms: number): Promise<void>;
  close(): Promise<void>;
}

/** Whether a call that had begun may be made again when its thread has ended under it. */
export type MayRunAgain = (call: { readonly name: string; readonly payload: string }) => boolean;

interface FunctionThreadOptions {
  readonly folders: readonly string[];
  readonly log: Log;
  /** Default: every one, as Lambda's callers retry. */
  readonly mayRunAgain?: MayRunAgain;
  /** Default: five looks in a row at an unanswered ping, one a second. */
  readonly patience?: Patience;
  /** Default 320, as `npm start` gives each thread; its flag wins where it is set. */
  readonly heapMb?: number;
}

const defaultPatience: Patience = { everyMs: 1_000, mostSilentLooks: 5 };
const DEFAULT_HEAP_MB = 320;
/** Threads that may end under one call, through faults of others, before it is left to its caller's own retries. */
const MOST_THREADS = 8;

/**
 * Functions in a thread of their own, with an event loop and caches of its own, as the sandboxes of Lambda have: what the
 * workflow computes then holds up no request. Every call has one outcome:
 *
 * T1 A thread that is blocked or ends takes no call with it. What it had not begun begins in its successor.
 * T2 What it had begun is under suspicion, and runs again in a second thread that marks whose code is running. The one that
 *    blocks or ends that thread as well fails with `SandboxLost`, which no Retrier has; the others run once more.
 * T3 What may not run again, or has lost too many threads, fails with `Runtime.ExitError`, as on Lambda.
 * T4 What has been given up after its timeout is not run again.
 *
 * @throws Error when the functions cannot be loaded
 */
export async function openFunctionThread(options: FunctionThreadOptions): Promise<FunctionThread> {
  const { folders, log, mayRunAgain = () => true, patience = defaultPatience, heapMb = DEFAULT_HEAP_MB } = options;
  let aheadMs = 0;
  let isClosing = false;

  const lane = (watchesCalls: boolean, onEnd: (thread: Thread) => void): Lane =>
    createLane({
      start: (events: ThreadEvents) => startThread({ folders, watchesCalls, aheadMs, patience, heapMb }, events),
      onEnd(thread, ending: Ending, reason) {
        // Who closes wants no answers: an execution that was told of a failure now would go another way after the restart.
        if (isClosing) return;
        const functions = [...thread.calls.values()].filter(isAwaited).map(({ name }) => name);
        log.error('A thread of functions ended', { ending, reason, functions: functions.slice(0, 20), watchesCalls });
        onEnd(thread);
      },
      onSpent: ({ calls }) => log.warn('A thread of functions is replaced', { folders, unanswered: calls.size }),
      endsWhenIdle: watchesCalls,
    });
  const put = (to: Lane, call: Call): void => {
    if (call.threads === MOST_THREADS) {
      call.answer(exited);
      return;
    }
    to.give({ ...call, threads: call.threads + 1 }).catch((error: unknown) => {
      log.error('A thread of functions could not be started again', { folders, error: String(error) });
      call.answer(exited);
    });
  };
  const runAgain = (call: Call): void => {
    const { name, invocation, caller } = call;
    if (mayRunAgain({ name, payload: invocation.payload })) {
      const deadlineMs = caller?.beginAgain() ?? invocation.deadlineMs;
      put(suspects, { ...call, invocation: { ...invocation, deadlineMs } });
    } else call.answer(exited);
  };
  const open = lane(false, ({ calls, marks }) => {
    for (const [callId, call] of calls) {
      if (!isAwaited(call)) continue;
      if (hasBegun(callId, marks.begun)) runAgain(call);
      else put(open, call);
    }
  });
  const suspects = lane(true, ({ calls, marks }) => {
    const culprit = calls.get(marks.running);
    for (const [callId, call] of calls) {
      if (!isAwaited(call)) continue;
      if (call === culprit) call.answer(lostTwice(call));
      else if (!hasBegun(callId, marks.begun)) put(suspects, call);
      else if (culprit === undefined) call.answer(exited);
      else runAgain(call);
    }
  });

  const { names } = await open.started();
  const runner =
    (name: string): RunFunction =>
    (invocation, caller) =>
      new Promise((answer) => put(open, { name, invocation, caller, threads: 0, answer }));
  return {
    functions: new Map(names.map((name) => [name, runner(name)])),
    isBusy: createBusyMeter(() => open.newest()?.performance.eventLoopUtilization()),
    async advance(ms) {
      // What is alive now is told; what starts from here on starts ahead.
      const told = [open.advance(ms), suspects.advance(ms)];
      aheadMs += ms;
      await Promise.all(told);
    },
    async close() {
      isClosing = true;
      await Promise.all([open.close(), suspects.close()]);
    },
  };
}

const exited: Outcome = {
  kind: 'failed',
  failure: { errorType: 'Runtime.ExitError', errorMessage: 'The thread of the function ended while it ran' },
};

const lostTwice = ({ invocation }: Call): Outcome => ({
  kind: 'failed',
  failure: {
    errorType: sandboxLost,
    errorMessage: `RequestId: ${invocation.requestId} The function twice blocked or ended the thread it ran in`,
  },
});

/** Over shorter times the figure says nothing. */
const leastSampleMs = 50;
const busyUtilization01 = 0.9;

/**
 * Tells whether an event loop has been at work nearly all the time since it was last asked, so that more begun on it ends
 * no sooner. `read` gives the loop's totals; undefined while it is being started, and totals below the last ones are those
 * of its successor.
 */
export function createBusyMeter(read: () => EventLoopUtilization | undefined): () => boolean {
  let last = read();
  let isBusy = false;
  return () => {
    const now = read();
    const activeMs = (now?.active ?? 0) - (last?.active ?? 0);
    const elapsedMs = activeMs + (now?.idle ?? 0) - (last?.idle ?? 0);
    if (elapsedMs >= 0 && elapsedMs < leastSampleMs) return isBusy;
    last = now;
    isBusy = activeMs >= 0 && elapsedMs > 0 && activeMs / elapsedMs >= busyUtilization01;
    return isBusy;
  };
}
