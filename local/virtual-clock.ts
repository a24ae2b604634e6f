import { type AdjustableClock, installOffsetClock, isPreloaded } from './clock.ts';

/** A clock that stands still until a test moves it. */
export interface VirtualClock extends AdjustableClock {
  /** How many timers wait. */
  readonly pendingCount: number;
}

interface Timer {
  readonly dueAtMs: number;
  readonly fire: () => void;
}

interface VirtualClockOptions {
  /**
   * Awaited after each timer, so that its effects can set new timers; default: three ticks of the event
   * loop.
   */
  readonly settle?: () => Promise<void>;
  /** Called with each new time before timers fire, such as `(nowMs) => jest.setSystemTime(nowMs)`. */
  readonly onMove?: (nowMs: number) => void;
}

const DEFAULT_START_MS = Date.UTC(2026, 0, 5, 9, 0, 0);

/**
 * A virtual clock for tests in one process: `advance` fires due timers in order of their time, then of their making.
 */
export function createVirtualClock(startMs = DEFAULT_START_MS, options: VirtualClockOptions = {}): VirtualClock {
  const { settle = threeTurns, onMove = () => {} } = options;
  const timers = new Set<Timer>();
  let nowMs = startMs;

  const moveTo = (ms: number): void => {
    nowMs = Math.max(nowMs, ms);
    onMove(nowMs);
  };
  const fireIfWaiting = (timer: Timer): void => {
    if (timers.delete(timer)) timer.fire();
  };

  return {
    now: () => nowMs,
    get pendingCount() {
      return timers.size;
    },
    schedule(dueAtMs, fire) {
      const timer: Timer = { dueAtMs, fire };
      timers.add(timer);
      if (dueAtMs <= nowMs) setImmediate(() => fireIfWaiting(timer));
      return () => {
        timers.delete(timer);
      };
    },
    async advance(ms) {
      const targetMs = nowMs + ms;
      await settle();
      for (let next = earliest(timers); next !== undefined && next.dueAtMs <= targetMs; next = earliest(timers)) {
        moveTo(next.dueAtMs);
        fireIfWaiting(next);
        await settle();
      }
      moveTo(targetMs);
      await settle();
    },
  };
}

/** The one with the lowest time; of equals the first made, as a Set keeps the order of insertion. */
function earliest(timers: ReadonlySet<Timer>): Timer | undefined {
  let first: Timer | undefined;
  for (const timer of timers) if (first === undefined || timer.dueAtMs < first.dueAtMs) first = timer;
  return first;
}

async function threeTurns(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

// `node --import ./local/virtual-clock.ts` runs this module before the program: only then is the process's Date
// replaced.
if (isPreloaded('virtual-clock.ts')) installOffsetClock();
