import { createFairQueue } from '../../../domain/work/fair-queue.ts';

/** Decides which execution may start a task, or its first step, next. */
export interface ExecutionScheduler {
  /**
   * Resolves when the execution `seq` may start, with a function to call once its work is done. Keys are served by
   * proportion to their weights; of one key, the execution that was started first goes first.
   */
  acquire(request: { readonly seq: number; readonly key: string }): Promise<() => void>;
  /** How many wait, of all keys. */
  readonly waitingCount: number;
  waitingCountOf(key: string): number;
  /** Whether a key other than this one has something to do, or had a moment ago. */
  isSharedWith(key: string): boolean;
}

/** For an engine with nothing else on its event loop: everything starts at once. */
export const unscheduled: ExecutionScheduler = {
  acquire: async () => () => {},
  waitingCount: 0,
  waitingCountOf: () => 0,
  isSharedWith: () => false,
};

interface SchedulerOptions {
  /** Functions at work, except those that take longer than `longestSlotMs`. */
  readonly mostAtOnce: number;
  readonly longestSlotMs: number;
  /** Functions at work, those that take longer included; one key may have two thirds of them. Default 64. */
  readonly mostAtWork?: number;
  /** Whether what runs the functions is short of CPU time, so that more at once end no sooner. Default never. */
  readonly isBusy?: () => boolean;
  /** How many requests of a key are being answered, so that its own tasks stand back. Default none. */
  readonly activeRequestsOf?: (key: string) => number;
  /** Task starts that a key gets to one of a key of weight 1; above 0. Default 1. */
  readonly weightOf?: (key: string) => number;
  /** Milliseconds of a clock that is never set back; the process's own unless given. */
  readonly now?: () => number;
}

const none = (): number => 0;
const lookAgainMs = 2;

/** For how long a key is given no slot at most: a client that asks without a pause must not hold its inquiries up. */
const longestStandBackMs = 50;

/** So many requests at once are a queue, which every task makes longer: then for this long. */
const queueCount = 4;
const longestBesideQueueMs = 250;

/** After a request has been answered the next one is likely to come soon. */
const lullMs = 8;

/** Between two tasks of an execution lies a moment in which its key has nothing to do. */
const betweenTasksMs = 250;

/** Above so many keys, those that have had nothing to do for a while are forgotten. */
const rememberedKeys = 1_000;

/** A key may have twice as many tasks at work as are free below `mostAtWork`. */
const shareOfFree = 2;

interface KeyState {
  heldCount: number;
  /** With those that have given their slot to another. */
  atWorkCount: number;
  startedAtMs: number;
  endedAtMs: number;
  stoodBackAtMs: number;
}

/**
 * Starts at most one task per event-loop tick, so that HTTP requests are not delayed; of one key the oldest execution
 * goes first, so that what has begun ends before more begins, and a waiting execution runs no timer.
 *  - `mostAtOnce` functions are at work: more would share one event loop and one store, and end no sooner.
 *  - While several keys have work, one slot stays free for a key that holds none, and the key that holds most keeps to
 *    its share by weight: the task of a quiet key starts at once.
 *  - While requests of a key keep coming, its tasks run one at a time, and wait for a queue of requests; other keys do
 *    not.
 *  - A task that still runs after `longestSlotMs`, though there is CPU time, waits for a slow service, such as a model,
 *    and gives its slot to another; how many do is bounded by key and in all.
 */
export function createExecutionScheduler({
  mostAtOnce,
  longestSlotMs,
  mostAtWork = 64,
  isBusy = () => false,
  activeRequestsOf = none,
  weightOf = () => 1,
  now = () => performance.now(),
}: SchedulerOptions): ExecutionScheduler {
  const queue = createFairQueue<() => void>({ weightOf });
  const states = new Map<string, KeyState>();
  let heldCount = 0;
  let atWorkCount = 0;
  let isArmed = false;

  const arm = (): void => {
    if (isArmed || queue.size === 0 || heldCount >= mostAtOnce || atWorkCount >= mostAtWork) return;
    isArmed = true;
    setImmediate(startNext);
  };
  const startNext = (): void => {
    const nowMs = now();
    const active = activeKeys(nowMs);
    const next = queue.take((key) => hasRoom(key, active) && !mustStandBack(key, nowMs));
    if (next === undefined) {
      setTimeout(startNext, lookAgainMs);
      return;
    }
    isArmed = false;
    const state = stateOf(next.key, nowMs);
    state.startedAtMs = nowMs;
    state.heldCount += 1;
    state.atWorkCount += 1;
    heldCount += 1;
    atWorkCount += 1;
    next.item();
    arm();
  };
  const stateOf = (key: string, nowMs: number): KeyState => {
    const known = states.get(key);
    if (known !== undefined) return known;
    if (states.size >= rememberedKeys) forgetIdle(nowMs);
    const state = {
      heldCount: 0,
      atWorkCount: 0,
      startedAtMs: Number.NEGATIVE_INFINITY,
      endedAtMs: Number.NEGATIVE_INFINITY,
      stoodBackAtMs: Number.NEGATIVE_INFINITY,
    };
    states.set(key, state);
    return state;
  };
  const forgetIdle = (nowMs: number): void => {
    for (const [key, state] of states)
      if (state.atWorkCount === 0 && nowMs - state.startedAtMs > longestBesideQueueMs) states.delete(key);
  };
  const activeKeys = (nowMs: number): readonly string[] =>
    [...states].flatMap(([key, { atWorkCount: count, endedAtMs }]) =>
      count > 0 || queue.sizeOf(key) > 0 || nowMs - endedAtMs < betweenTasksMs ? [key] : [],
    );
  const heldOf = (key: string): number => (states.get(key)?.heldCount ?? 0) / weightOf(key);
  /**
   * Beside others a key that holds nothing may have the last slot, and the one that holds most keeps to its part, by
   * weight.
   */
  const hasRoom = (key: string, active: readonly string[]): boolean => {
    const { heldCount: held = 0, atWorkCount: atWork = 0 } = states.get(key) ?? {};
    if (atWork >= shareOfFree * (mostAtWork - atWorkCount)) return false;
    const others = active.filter((other) => other !== key);
    if (others.length === 0 || held === 0) return true;
    const slots = mostAtOnce - 1;
    if (heldCount >= slots) return false;
    const activeWeight = active.reduce((sum, each) => sum + weightOf(each), 0);
    return (
      held < Math.floor((slots * weightOf(key)) / activeWeight) || others.some((other) => heldOf(other) >= heldOf(key))
    );
  };
  const mustStandBack = (key: string, nowMs: number): boolean => {
    const activeCount = activeRequestsOf(key);
    const state = stateOf(key, nowMs);
    if (activeCount > 0) state.stoodBackAtMs = nowMs;
    const isBusy = activeCount > 0 || (state.heldCount > 0 && nowMs - state.stoodBackAtMs < lullMs);
    return isBusy && nowMs - state.startedAtMs < (activeCount < queueCount ? longestStandBackMs : longestBesideQueueMs);
  };
  /**
   * Returns the slot when the work ends or takes too long, and the place among running tasks when it ends;
   * once.
   */
  const slotOf = (key: string): (() => void) => {
    let isHeld = true;
    let isAtWork = true;
    let timer: NodeJS.Timeout;
    const giveSlot = (): void => {
      if (!isHeld) return;
      isHeld = false;
      clearTimeout(timer);
      heldCount -= 1;
      const state = states.get(key);
      if (state !== undefined) state.heldCount -= 1;
      arm();
    };
    const watch = (): void => {
      timer = setTimeout(() => (isBusy() ? watch() : giveSlot()), longestSlotMs).unref();
    };
    watch();
    return () => {
      if (!isAtWork) return;
      isAtWork = false;
      atWorkCount -= 1;
      const state = states.get(key);
      if (state !== undefined) {
        state.atWorkCount -= 1;
        state.endedAtMs = now();
      }
      giveSlot();
      arm();
    };
  };
  return {
    acquire({ seq, key }) {
      const { promise, resolve } = Promise.withResolvers<() => void>();
      stateOf(key, now());
      queue.add({ key, seq, item: () => resolve(slotOf(key)) });
      arm();
      return promise;
    },
    get waitingCount() {
      return queue.size;
    },
    waitingCountOf: (key) => queue.sizeOf(key),
    isSharedWith: (key) => activeKeys(now()).some((active) => active !== key),
  };
}
