/** Time as the runtime sees it. Everything in `local/` that waits or stamps takes one of these as an argument. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Calls `fire` once `now() >= dueAtMs`; at once (but never synchronously) when that has passed. Returns the cancel function. */
  schedule(dueAtMs: number, fire: () => void): () => void;
}

/** A clock whose time can be moved forward by hand. */
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
