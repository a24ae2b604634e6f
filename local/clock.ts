/** Time as the runtime sees it. Everything in `local/` that waits or stamps takes one of these as an argument. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /**
   * Calls `fire` once `now() >= dueAtMs`; at once (but never synchronously) when that has passed. Returns the cancel
   * function.
   */
  schedule(dueAtMs: number, fire: () => void): () => void;
}

/** A clock whose time can be moved forward. */
export interface AdjustableClock extends Clock {
  /** Moves the time on by `ms` and fires, in order, every timer that becomes due. */
  advance(ms: number): Promise<void>;
}

/** setTimeout holds 31 bits of milliseconds; a longer wait is re-armed in steps of this size. */
const LONGEST_TIMER_MS = 2_000_000_000;

export const systemClock: Clock = {
  now: () => Date.now(),
  schedule(dueAtMs, fire) {
    let timer: NodeJS.Timeout;
    const arm = (): void => {
      const waitMs = Math.max(0, dueAtMs - Date.now());
      timer = waitMs > LONGEST_TIMER_MS ? setTimeout(arm, LONGEST_TIMER_MS) : setTimeout(fire, waitMs);
    };
    arm();
    return () => clearTimeout(timer);
  },
};

interface Timer {
  readonly dueAtMs: number;
  readonly fire: () => void;
  handle: NodeJS.Timeout | undefined;
}

let installed: AdjustableClock | undefined;

/** The clock that `--import ./local/virtual-clock.ts` put under this process; undefined in a process on real time. */
export function installedOffsetClock(): AdjustableClock | undefined {
  return installed;
}

/** Whether this process was started with `--import` of the module with that file name. */
export function isPreloaded(fileName: string): boolean {
  const words = [...process.execArgv, ...(process.env.NODE_OPTIONS ?? '').split(' ')];
  return words.some((word, index) => {
    const [flag, value = words[index + 1] ?? ''] = word.split('=', 2);
    return flag === '--import' && value.endsWith(fileName);
  });
}

/**
 * Puts an offset under `Date.now()` and `new Date()` of the whole process. Real time keeps flowing under it, so timers
 * of Node, sockets and children are not disturbed; only timers of the returned clock fire early when it is moved.
 */
export function installOffsetClock(): AdjustableClock {
  if (installed !== undefined) return installed;
  const RealDate = Date;
  const realNow = Date.now.bind(Date);
  let offsetMs = 0;
  const now = (): number => realNow() + offsetMs;

  globalThis.Date = new Proxy(RealDate, {
    construct: (target, args, newTarget) => Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
    apply: () => new RealDate(now()).toString(),
  });
  RealDate.now = now;

  const clock = offsetClock(now, (ms) => {
    offsetMs += ms;
  });
  installed = clock;
  return clock;
}

function offsetClock(now: () => number, move: (ms: number) => void): AdjustableClock {
  const timers = new Set<Timer>();
  const arm = (timer: Timer): void => {
    clearTimeout(timer.handle);
    const waitMs = Math.max(0, timer.dueAtMs - now());
    timer.handle = setTimeout(
      waitMs > LONGEST_TIMER_MS ? () => arm(timer) : () => expire(timer),
      Math.min(waitMs, LONGEST_TIMER_MS),
    );
  };
  const expire = (timer: Timer): void => {
    if (timers.delete(timer)) timer.fire();
  };
  return {
    now,
    schedule(dueAtMs, fire) {
      const timer: Timer = { dueAtMs, fire, handle: undefined };
      timers.add(timer);
      arm(timer);
      return () => {
        timers.delete(timer);
        clearTimeout(timer.handle);
      };
    },
    async advance(ms) {
      move(ms);
      const due = [...timers].filter((timer) => timer.dueAtMs <= now()).sort((a, b) => a.dueAtMs - b.dueAtMs);
      for (const timer of due) {
        clearTimeout(timer.handle);
        expire(timer);
      }
      for (const timer of timers) arm(timer);
    },
  };
}
