/** Who may work now. */
export interface Turns {
  /**
   * Resolves when it is the turn of the execution `seq`, with what must be called once its work is done. Of those that
   * wait, the execution that was started first goes first.
   */
  take(seq: number): Promise<() => void>;
  /** How many wait for their turn. */
  readonly waitingCount: number;
}

interface Waiting {
  readonly seq: number;
  readonly go: () => void;
}

/** For whom nobody else shares the event loop: it is always everyone's turn. */
export const noTurns: Turns = { take: async () => () => {}, waitingCount: 0 };

interface TurnOptions {
  /** Functions at work. */
  readonly mostAtOnce: number;
  readonly longestTurnMs: number;
  /** How many are being answered, so that no turn is given just now if that can wait. Default none. */
  readonly askingCount?: () => number;
  /** Milliseconds of a clock that is never set back; the process's own unless given. */
  readonly now?: () => number;
}

const none = (): number => 0;
const lookAgainMs = 2;

/** For how long no turn is given at most: a client that asks without a pause must not hold everything up. */
const longestStandBackMs = 50;

/** So many who ask at once are a queue, which every turn makes longer: then for this long. */
const queueCount = 4;
const longestBesideQueueMs = 250;

/** After somebody has been answered the next one is likely to ask soon. */
const lullMs = 8;

/**
 * Gives one turn for each turn of the event loop, so that the loop's turns stay short and requests from outside, which
 * wait for no turn, are answered soon however many executions there are. `mostAtOnce` functions may be at work: more of
 * them end no sooner, since they share one event loop and one store, and only lengthen the loop's turns. While requests
 * keep coming it is one at a time, for whoever comes next is held up by all that is at work. One that has not ended after
 * `longestTurnMs` waits for a slow service, such as a model, and gives its place to another. The earliest goes first: what
 * is begun is ended before more is begun, and a waiting execution has not taken its first step, so that none of its
 * timers runs.
 */
export function createTurns({
  mostAtOnce,
  longestTurnMs,
  askingCount = none,
  now = () => performance.now(),
}: TurnOptions): Turns {
  const waiting: Waiting[] = [];
  let takenCount = 0;
  let isArmed = false;
  let givenAtMs = Number.NEGATIVE_INFINITY;
  let stoodBackAtMs = Number.NEGATIVE_INFINITY;

  const arm = (): void => {
    if (isArmed || waiting.length === 0 || takenCount >= mostAtOnce) return;
    isArmed = true;
    setImmediate(giveOne);
  };
  const giveOne = (): void => {
    const nowMs = now();
    if (mustWait(nowMs)) {
      setTimeout(giveOne, lookAgainMs);
      return;
    }
    isArmed = false;
    givenAtMs = nowMs;
    takenCount += 1;
    waiting.shift()?.go();
    arm();
  };
  const mustWait = (nowMs: number): boolean => {
    const asking = askingCount();
    if (asking > 0) stoodBackAtMs = nowMs;
    const isBusy = asking > 0 || (takenCount > 0 && nowMs - stoodBackAtMs < lullMs);
    return isBusy && nowMs - givenAtMs < (asking < queueCount ? longestStandBackMs : longestBesideQueueMs);
  };
  /** Gives the place back when the work is done, or takes too long; once. */
  const placeTaken = (): (() => void) => {
    let isTaken = true;
    const giveBack = (): void => {
      if (!isTaken) return;
      isTaken = false;
      clearTimeout(timer);
      takenCount -= 1;
      arm();
    };
    const timer = setTimeout(giveBack, longestTurnMs).unref();
    return giveBack;
  };
  return {
    take(seq) {
      const { promise, resolve } = Promise.withResolvers<() => void>();
      waiting.splice(placeOf(waiting, seq), 0, { seq, go: () => resolve(placeTaken()) });
      arm();
      return promise;
    },
    get waitingCount() {
      return waiting.length;
    },
  };
}

/** Behind all that are as early; the list is in order. */
function placeOf(waiting: readonly Waiting[], seq: number): number {
  let low = 0;
  let high = waiting.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((waiting[middle]?.seq ?? 0) <= seq) low = middle + 1;
    else high = middle;
  }
  return low;
}
