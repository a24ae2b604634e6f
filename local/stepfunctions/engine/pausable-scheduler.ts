import { setTimeout as delay } from 'node:timers/promises';
import type { ExecutionScheduler } from './execution-scheduler.ts';

/** A scheduler that can be paused: at the end of the process, and while there is no room to record what a task does. */
interface PausableScheduler extends ExecutionScheduler {
  /** Nothing starts until the returned function is called; several callers may pause it at once. */
  pause(): () => void;
  /** Resolves once no task runs; at once when none does. */
  idle(): Promise<void>;
}

/** Running tasks continue; waiting ones return to `scheduler` when the last pause ends. */
export function createPausableScheduler(scheduler: ExecutionScheduler): PausableScheduler {
  const pauses = new Set<symbol>();
  const pausedKeys: string[] = [];
  let resumed: PromiseWithResolvers<void> | undefined;
  let workingCount = 0;
  let idled: PromiseWithResolvers<void> | undefined;

  const passed = async (key: string): Promise<void> => {
    pausedKeys.push(key);
    while (resumed !== undefined) await resumed.promise;
    pausedKeys.splice(pausedKeys.indexOf(key), 1);
  };
  const counted = (release: () => void): (() => void) => {
    let isWorking = true;
    workingCount += 1;
    return () => {
      release();
      if (!isWorking) return;
      isWorking = false;
      workingCount -= 1;
      if (workingCount === 0) idled?.resolve();
    };
  };
  return {
    async acquire(request) {
      for (;;) {
        if (resumed !== undefined) await passed(request.key);
        const release = await scheduler.acquire(request);
        if (resumed === undefined) return counted(release);
        release();
      }
    },
    pause() {
      const pause = Symbol('pause');
      pauses.add(pause);
      resumed ??= Promise.withResolvers();
      return () => {
        pauses.delete(pause);
        if (pauses.size > 0) return;
        resumed?.resolve();
        resumed = undefined;
      };
    },
    async idle() {
      if (workingCount === 0) return;
      idled = Promise.withResolvers();
      await idled.promise;
    },
    get waitingCount() {
      return scheduler.waitingCount + pausedKeys.length;
    },
    waitingCountOf: (key) =>
      scheduler.waitingCountOf(key) + pausedKeys.reduce((count, paused) => count + Number(paused === key), 0),
    isSharedWith: (key) => scheduler.isSharedWith(key),
  };
}

/** Longer than almost every task; one that takes longer is called again at the next start. */
const TASKS_GRACE_MS = 3_000;

/** Lets no further task begin, and lets running ones end so that they need not be repeated. */
export async function endTasks(scheduler: PausableScheduler): Promise<void> {
  scheduler.pause();
  const idle = new AbortController();
  const late = delay(TASKS_GRACE_MS, undefined, { signal: idle.signal }).catch(() => {}); // aborted once all have ended
  await Promise.race([scheduler.idle(), late]);
  idle.abort();
}
