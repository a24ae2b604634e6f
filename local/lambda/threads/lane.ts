import { type Call, isAwaited, type Thread, type ThreadEvents } from './thread.ts';

/** Calls that go to one thread, and to its successor once it has ended. */
export interface Lane {
  readonly started: () => Promise<Thread>;
  /** The one that was started last; undefined before there is one. */
  readonly newest: () => Thread | undefined;
  /** Rejects when no thread can be started. */
  give(call: Call): Promise<void>;
  advance(ms: number): Promise<void>;
  close(): Promise<void>;
}

/** A thread with this many given-up functions that still run is replaced, which frees what they hold. */
const MOST_GIVEN_UP = 100;

export function createLane({
  start,
  onEnd,
  onSpent,
  endsWhenIdle,
}: {
  readonly start: (events: ThreadEvents) => Promise<Thread>;
  readonly onEnd: ThreadEvents['onEnd'];
  /** Told when a thread is replaced because of the functions that were given up in it. */
  readonly onSpent: (thread: Thread) => void;
  /** Whether its thread ends when idle, and starts again when needed. */
  readonly endsWhenIdle: boolean;
}): Lane {
  const living = new Set<Promise<Thread>>();
  let current: Promise<Thread> | undefined;
  let newest: Thread | undefined;

  const leave = (starting: Promise<Thread>): void => {
    if (current === starting) current = undefined;
    living.delete(starting);
  };
  const begin = (): Promise<Thread> => {
    const starting: Promise<Thread> = start({
      onEnd(...ended) {
        leave(starting);
        onEnd(...ended);
      },
      onIdle(thread) {
        if (current === starting && !endsWhenIdle) return;
        leave(starting);
        void thread.end();
      },
    });
    living.add(starting);
    starting.then(
      (thread) => {
        newest = thread;
      },
      () => leave(starting),
    );
    return starting;
  };
  const started = (): Promise<Thread> => {
    current ??= begin();
    return current;
  };
  /** It takes no more calls, and ends after those in progress. */
  const retire = (thread: Thread): void => {
    const retired = current;
    current = undefined;
    if (retired === undefined || [...thread.calls.values()].some(isAwaited)) return;
    leave(retired);
    void thread.end();
  };
  return {
    started,
    newest: () => newest,
    async give(call) {
      const thread = await started();
      if (!isSpent(thread)) return thread.give(call);
      onSpent(thread);
      retire(thread);
      (await started()).give(call);
    },
    async advance(ms) {
      await Promise.all(
        [...living].map((starting) =>
          starting.then(
            (thread) => thread.advance(ms),
            () => {},
          ),
        ),
      );
    },
    async close() {
      // One that could not be loaded has already ended.
      await Promise.all(
        [...living].map((starting) =>
          starting.then(
            (thread) => thread.end(),
            () => {},
          ),
        ),
      );
    },
  };
}

const isSpent = ({ calls }: Thread): boolean =>
  calls.size > MOST_GIVEN_UP && [...calls.values()].filter((call) => !isAwaited(call)).length > MOST_GIVEN_UP;
