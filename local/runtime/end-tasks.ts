import { setTimeout as delay } from 'node:timers/promises';
import type { PausableScheduler } from '../stepfunctions/engine/pausable-scheduler.ts';

/** Longer than almost every task takes; what takes longer is called again at the next start. */
const TASKS_GRACE_MS = 3_000;

/** Lets no further task begin, and those under way come to their end so that they need not be done twice. */
export async function endTasks(scheduler: PausableScheduler): Promise<void> {
  scheduler.pause();
  const idle = new AbortController();
  const late = delay(TASKS_GRACE_MS, undefined, { signal: idle.signal }).catch(() => {}); // aborted once all have ended
  await Promise.race([scheduler.idle(), late]);
  idle.abort();
}
