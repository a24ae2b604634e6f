import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Log } from '../../aws/log.ts';
import type { Outcome, RunFunction } from '../run-handler.ts';
import type { FromThread, ToThread } from './messages.ts';

const bodyFile = fileURLToPath(new URL('worker.ts', import.meta.url));

export interface FunctionThread {
  readonly functions: ReadonlyMap<string, RunFunction>;
  /** Moves the thread's own clock, where the process runs on one that can be moved. */
  advance(ms: number): Promise<void>;
  close(): Promise<void>;
}

/** A thread that has loaded its functions. */
interface Running {
  readonly names: readonly string[];
  readonly worker: Worker;
  readonly calls: Map<number, (answer: Outcome) => void>;
}

/**
 * Functions in a thread of their own, with an event loop and caches of its own, as the sandboxes of Lambda have: what the
 * workflow computes then holds up no request. A thread that ends by an error fails the calls it was at with
 * `Runtime.ExitError`, as Lambda names it, and the next call starts another. @throws Error when the functions cannot be loaded
 */
export async function openFunctionThread({
  folders,
  log,
}: {
  folders: readonly string[];
  log: Log;
}): Promise<FunctionThread> {
  let lastCallId = 0;
  let isClosing = false;
  let running: Promise<Running> | undefined;

  const started = (): Promise<Running> => {
    running ??= start(folders, (calls) => {
      running = undefined;
      // Who closes wants no answers: an execution that was told of a failure now would go another way after the restart.
      if (isClosing) return;
      log.error('A thread of functions ended', { folders });
      for (const answer of calls.values()) answer(exited);
    });
    return running;
  };
  const ask = async (message: (callId: number) => ToThread): Promise<Outcome> => {
    const { worker, calls } = await started();
    lastCallId += 1;
    const callId = lastCallId;
    return new Promise((resolve) => {
      calls.set(callId, resolve);
      worker.postMessage(message(callId));
    });
  };
  const runner =
    (name: string): RunFunction =>
    (invocation) =>
      ask((callId) => ({ kind: 'invoke', callId, name, invocation })).catch((error: unknown) => {
        log.error('A thread of functions could not be started again', { folders, error: String(error) });
        return exited;
      });

  const { names } = await started();
  return {
    functions: new Map(names.map((name) => [name, runner(name)])),
    async advance(ms) {
      await ask((callId) => ({ kind: 'advance', callId, ms }));
    },
    async close() {
      isClosing = true;
      // One that could not be loaded has ended by itself.
      await running?.then(({ worker }) => worker.terminate()).catch(() => {});
    },
  };
}

function start(folders: readonly string[], onEnd: (calls: Running['calls']) => void): Promise<Running> {
  const worker = new Worker(bodyFile, { workerData: { folders } });
  const calls: Running['calls'] = new Map();
  const answer = (callId: number, outcome: Outcome): void => {
    calls.get(callId)?.(outcome);
    calls.delete(callId);
  };
  return new Promise((resolve, reject) => {
    worker.on('message', (message: FromThread) => {
      switch (message.kind) {
        case 'loaded':
          return resolve({ names: message.names, worker, calls });
        case 'not_loaded':
          return reject(new Error(message.message));
        case 'ended':
          return answer(message.callId, message.outcome);
        case 'advanced':
          return answer(message.callId, nothing);
        default:
          return message satisfies never;
      }
    });
    worker.on('error', (error) => reject(error));
    worker.on('exit', () => {
      reject(new Error('The thread ended before its functions were loaded'));
      onEnd(calls);
    });
  });
}

const nothing: Outcome = { kind: 'returned', payload: 'null' };

const exited: Outcome = {
  kind: 'failed',
  failure: { errorType: 'Runtime.ExitError', errorMessage: 'The thread of the function ended while it ran' },
};
