import { AsyncLocalStorage, createHook } from 'node:async_hooks';
import { parentPort, workerData } from 'node:worker_threads';
import * as z from 'zod/mini';
import { installedOffsetClock, systemClock } from '../../clock.ts';
import { inThisThread, loadFunctions, type RunFunction } from '../run-handler.ts';
import { type FromThread, type Marks, marksIn, type ToThread } from './messages.ts';

/** The body of a thread of functions: loads them, and calls them as it is told. */

const port = parentPort;
if (port === null) throw new Error('This file is the body of a thread');
const tell = (message: FromThread): void => port.postMessage(message);
const WorkerData = z.object({
  folders: z.array(z.string()),
  memory: z.instanceof(SharedArrayBuffer),
  watchesCalls: z.boolean(),
  aheadMs: z.number(),
});
const { folders, memory, watchesCalls, aheadMs } = WorkerData.parse(workerData);
const marks = marksIn(memory);
const runAs: RunAsCall = watchesCalls ? watchCalls(marks) : (_callId, run) => run();
const clock = installedOffsetClock();

async function carryOut(message: ToThread, functions: ReadonlyMap<string, RunFunction>): Promise<void> {
  switch (message.kind) {
    case 'invoke': {
      const { callId, name, invocation } = message;
      const run = functions.get(name);
      if (run === undefined) throw new Error(`The thread has no function ${name}`);
      marks.begun = callId;
      return tell({ kind: 'ended', callId, outcome: await runAs(callId, () => run(invocation)) });
    }
    case 'advance':
      await clock?.advance(message.ms);
      return tell({ kind: 'advanced', callId: message.callId });
    case 'ping':
      return tell({ kind: 'pong' });
    default:
      return message satisfies never;
  }
}

try {
  const functions = inThisThread(await loadFunctions(folders), clock ?? systemClock);
  await clock?.advance(aheadMs);
  port.on('message', (message: ToThread) => void carryOut(message, functions));
  tell({ kind: 'loaded', names: [...functions.keys()] });
} catch (error) {
  tell({ kind: 'not_loaded', message: error instanceof Error ? error.message : String(error) });
}

type RunAsCall = <T>(callId: number, run: () => T) => T;

/**
 * Keeps `marks.running` at the call whose code runs, after every `await` and in every callback. The hooks slow each
 * promise down, so only a thread whose calls are under suspicion watches them.
 */
function watchCalls(marks: Marks): RunAsCall {
  const calls = new AsyncLocalStorage<number>();
  const outer: number[] = [];
  const mark = (): void => {
    marks.running = calls.getStore() ?? 0;
  };
  createHook({
    before() {
      outer.push(marks.running);
      mark();
    },
    after() {
      const callId = outer.pop();
      // At the bottom what ran last stays marked: a call that fills the queue of microtasks has no code running between two.
      if (callId !== undefined && outer.length > 0) marks.running = callId;
    },
  }).enable();
  // A rejection that nobody handles is thrown after the code that made it has ended.
  process.on('uncaughtExceptionMonitor', () => {
    if (calls.getStore() !== undefined) mark();
  });
  return (callId, run) =>
    calls.run(callId, () => {
      mark();
      return run();
    });
}
