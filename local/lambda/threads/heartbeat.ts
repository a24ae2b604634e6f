/** How long a thread may answer nothing, in real time, whatever the runtime's clock says. */
export interface Patience {
  readonly everyMs: number;
  /** Looks in a row at an unanswered ping. Looks are counted, not time: a process that was suspended takes one. */
  readonly mostSilentLooks: number;
}

export interface Heartbeat {
  /** Looks after the thread from now on, for as long as it is busy. */
  start(): void;
  answered(): void;
  stop(): void;
}

/** Pings a thread while it is busy, and says once when it no longer answers. */
export function createHeartbeat({
  patience: { everyMs, mostSilentLooks },
  isBusy,
  ping,
  onIdle,
  onSilence,
}: {
  readonly patience: Patience;
  readonly isBusy: () => boolean;
  readonly ping: () => void;
  /** Called by a check that finds no call in progress; checks then stop until the next start. */
  readonly onIdle: () => void;
  readonly onSilence: () => void;
}): Heartbeat {
  let timer: NodeJS.Timeout | undefined;
  let isUnanswered = false;
  let silentLooks = 0;

  const stop = (): void => {
    clearInterval(timer);
    timer = undefined;
    silentLooks = 0;
  };
  const look = (): void => {
    if (!isBusy()) {
      stop();
      onIdle();
      return;
    }
    if (!isUnanswered) {
      isUnanswered = true;
      ping();
      return;
    }
    silentLooks += 1;
    if (silentLooks < mostSilentLooks) return;
    stop();
    onSilence();
  };
  return {
    start() {
      timer ??= setInterval(look, everyMs).unref();
    },
    answered() {
      isUnanswered = false;
      silentLooks = 0;
    },
    stop,
  };
}
