import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { writeWhole } from '../atomic-writes.ts';
import type { Log } from '../aws/log.ts';
import { type StoreAddress, spawnStore } from './spawn-store.ts';

/** The first restart comes at once; each further one waits twice as long, up to the longest. */
const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 2_000;
/** A store that lived this long has proved itself: its next restart comes at once again. */
const PROVEN_AFTER_MS = 60_000;
const TERM_GRACE_MS = 5_000;

export interface SupervisedStore {
  readonly address: StoreAddress;
  readonly pid: number | null;
  close(): Promise<void>;
}

/** Starts the store and starts it again on its address whenever it ends, for as long as it is not closed. */
export async function superviseStore(
  binary: string,
  { storeFile, pidFile, log }: { storeFile: string; pidFile: string; log: Log },
): Promise<SupervisedStore> {
  const { address, ...first } = await spawnStore(binary, { storeFile });
  const closing = new AbortController();
  let { child } = first;

  const run = async (): Promise<void> => {
    let failedCount = 0;
    while (!closing.signal.aborted) {
      notePid(child.pid);
      const startedAtMs = performance.now();
      const reason = await end(child);
      if (closing.signal.aborted) return;
      if (performance.now() - startedAtMs > PROVEN_AFTER_MS) failedCount = 0;
      failedCount += 1;
      log.error('The embedded store ended by itself and is started again', { reason, failedCount });
      child = await startAgain(failedCount);
    }
  };
  const startAgain = async (failedBefore: number): Promise<ChildProcess> => {
    for (let failedCount = failedBefore; !closing.signal.aborted; failedCount += 1) {
      const waitMs = failedCount === 1 ? 0 : Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (failedCount - 2));
      await delay(waitMs, undefined, { signal: closing.signal }).catch(() => {}); // closing ends the wait
      if (closing.signal.aborted) break;
      try {
        const running = await spawnStore(binary, { storeFile, address });
        return running.child;
      } catch (error) {
        log.error('The embedded store could not be started again yet', { error: String(error), failedCount });
      }
    }
    return child;
  };
  /** For the next start, which also finds a store without it: a full disk must not end the runtime here. */
  const notePid = (pid: number | undefined): void => {
    try {
      writeWhole(pidFile, String(pid));
    } catch (error) {
      log.warn('The pid of the store could not be written', { file: pidFile, error: String(error) });
    }
  };
  const running = run();

  return {
    address,
    get pid() {
      return child.pid ?? null;
    },
    async close() {
      closing.abort();
      await stop(child);
      await running;
      await stop(child); // one that was just being started
      rmSync(pidFile, { force: true });
    },
  };
}

async function end(child: ChildProcess): Promise<string> {
  if (!hasEnded(child)) await once(child, 'exit');
  return `exit ${child.exitCode ?? child.signalCode}`;
}

const hasEnded = ({ exitCode, signalCode }: ChildProcess): boolean => exitCode !== null || signalCode !== null;

async function stop(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return;
  const exited = once(child, 'exit');
  const force = setTimeout(() => child.kill('SIGKILL'), TERM_GRACE_MS);
  child.kill('SIGTERM');
  await exited;
  clearTimeout(force);
}
