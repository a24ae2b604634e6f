import { parentPort, workerData } from 'node:worker_threads';
import * as z from 'zod/mini';
import { systemClock } from '../../clock.ts';
import { installedOffsetClock } from '../../offset-clock.ts';
import { loadFunctions } from '../load-functions.ts';
import { inThisThread, type RunFunction } from '../run-handler.ts';
import type { FromThread, ToThread } from './messages.ts';

/** The body of a thread of functions: loads them, and calls them as it is told. */

const port = parentPort;
if (port === null) throw new Error('This file is the body of a thread');
const tell = (message: FromThread): void => port.postMessage(message);
const { folders } = z.object({ folders: z.array(z.string()) }).parse(workerData);
const clock = installedOffsetClock();

async function carryOut(message: ToThread, functions: ReadonlyMap<string, RunFunction>): Promise<void> {
  const { callId } = message;
  switch (message.kind) {
    case 'invoke': {
      const run = functions.get(message.name);
      if (run === undefined) throw new Error(`The thread has no function ${message.name}`);
      return tell({ kind: 'ended', callId, outcome: await run(message.invocation) });
    }
    case 'advance':
      await clock?.advance(message.ms);
      return tell({ kind: 'advanced', callId });
    default:
      return message satisfies never;
  }
}

try {
  const functions = inThisThread(await loadFunctions(folders), clock ?? systemClock);
  port.on('message', (message: ToThread) => void carryOut(message, functions));
  tell({ kind: 'loaded', names: [...functions.keys()] });
} catch (error) {
  tell({ kind: 'not_loaded', message: error instanceof Error ? error.message : String(error) });
}
