import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Caller, Invocation, Outcome } from '../run-handler.ts';
import { createHeartbeat, type Patience } from './heartbeat.ts';
import { type FromThread, type Marks, marksIn, nextCallId, type ToThread } from './messages.ts';

const bodyFile = fileURLToPath(new URL('worker.ts', import.meta.url));

/** As `npm start` sets it. With a larger one, V8 ends the process instead of the thread when the heap is full. */
const YOUNG_HEAP_MB = 12;

/** One call of a function, however many threads it takes. */
export interface Call {
  readonly name: string;
  readonly invocation: Invocation;
  readonly caller: Caller | undefined;
  /** How many it has been given to. */
  readonly threads: number;
  answer(outcome: Outcome): void;
}

/** Why a thread is no more. */
export type Ending = 'blocked' | 'exited';

/** A thread that has loaded its functions. */
export interface Thread {
  readonly names: readonly string[];
  readonly marks: Marks;
  /** What it has been given and has not answered, by call id. */
  readonly calls: ReadonlyMap<number, Call>;
  /** Load of its event loop, which needs no message. */
  readonly performance: Worker['performance'];
  give(call: Call): void;
  advance(ms: number): Promise<void>;
  /** Ends it without a word of `onEnd`. */
  end(): Promise<void>;
}

export interface ThreadOptions {
  readonly folders: readonly string[];
  /** Whether it marks which call's code is running, at a price. */
  readonly watchesCalls: boolean;
  /** By how much its clock is ahead, where the process runs on one that can be moved. */
  readonly aheadMs: number;
  readonly patience: Patience;
  readonly heapMb: number;
}

export interface ThreadEvents {
  /** It was blocked or has ended; called once. `reason` is an error's name, never its message. */
  onEnd(thread: Thread, ending: Ending, reason: string): void;
  /** No awaited call is in progress. */
  onIdle(thread: Thread): void;
}

/** @throws Error when the functions cannot be loaded */
export function startThread(options: ThreadOptions, events: ThreadEvents): Promise<Thread> {
  const { folders, watchesCalls, aheadMs, patience, heapMb } = options;
  const marks = marksIn();
  const worker = new Worker(bodyFile, {
    workerData: { folders, memory: marks.memory, watchesCalls, aheadMs },
    env: process.env,
    resourceLimits: { maxOldGenerationSizeMb: heapMb, maxYoungGenerationSizeMb: YOUNG_HEAP_MB },
  });
  const calls = new Map<number, Call>();
  const advances = new Map<number, () => void>();
  let names: readonly string[] = [];
  let lastId = 0;
  let isOver = false;

  const tell = (message: ToThread): void => worker.postMessage(message);
  const heartbeat = createHeartbeat({
    patience,
    isBusy: () => advances.size > 0 || [...calls.values()].some(isAwaited),
    ping: () => tell({ kind: 'ping' }),
    onIdle: () => events.onIdle(thread),
    onSilence: () => finish('blocked', 'it answered no ping'),
  });
  const finish = (ending: Ending, reason: string): void => {
    if (isOver) return;
    void thread.end();
    for (const done of advances.values()) done();
    events.onEnd(thread, ending, reason);
  };
  const thread: Thread = {
    get names() {
      return names;
    },
    marks,
    performance: worker.performance,
    calls,
    give(call) {
      lastId = nextCallId(lastId);
      calls.set(lastId, call);
      tell({ kind: 'invoke', callId: lastId, name: call.name, invocation: call.invocation });
      heartbeat.start();
    },
    advance(ms) {
      lastId = nextCallId(lastId);
      const callId = lastId;
      return new Promise((resolve) => {
        advances.set(callId, resolve);
        tell({ kind: 'advance', callId, ms });
        heartbeat.start();
      });
    },
    async end() {
      isOver = true;
      heartbeat.stop();
      await worker.terminate();
    },
  };
  return new Promise((resolve, reject) => {
    worker.on('message', (message: FromThread) => {
      if (isOver) return;
      switch (message.kind) {
        case 'loaded':
          names = message.names;
          return resolve(thread);
        case 'not_loaded':
          return reject(new Error(message.message));
        case 'ended':
          return taken(calls, message.callId)?.answer(message.outcome);
        case 'advanced':
          return taken(advances, message.callId)?.();
        case 'pong':
          return heartbeat.answered();
        default:
          return message satisfies never;
      }
    });
    let reason = 'it ended itself';
    worker.on('error', (error) => {
      reason = nameOf(error);
      reject(error);
    });
    worker.on('exit', () => {
      reject(new Error('The thread ended before its functions were loaded'));
      finish('exited', reason);
    });
  });
}

export const isAwaited = ({ caller }: Call): boolean => caller === undefined || !caller.isGivenUp;

function taken<T>(entries: Map<number, T>, id: number): T | undefined {
  const entry = entries.get(id);
  entries.delete(id);
  return entry;
}

/** The name alone: a message may hold a customer's text. */
function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
