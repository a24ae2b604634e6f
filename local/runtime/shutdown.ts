const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** A terminal's signal arrives twice, from the terminal and from npm: a second one this soon is the same. */
const SAME_SIGNAL_MS = 500;
const LOOK_AT_PARENT_MS = 500;

/**
 * Calls `end` once, at the first signal that asks this process to end, or when npm has died around it; a second signal
 * calls `endAtOnce`.
 */
export function endOnSignal({ end, endAtOnce }: { end: () => void; endAtOnce: () => void }): void {
  let askedAtMs: number | undefined;
  const ask = (): void => {
    const nowMs = performance.now();
    if (askedAtMs === undefined) {
      askedAtMs = nowMs;
      end();
    } else if (nowMs - askedAtMs > SAME_SIGNAL_MS) endAtOnce();
  };
  for (const signal of SIGNALS) process.on(signal, ask);
  if (process.env.npm_lifecycle_event !== 'start') return;
  const parentPid = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parentPid) return;
    clearInterval(watch);
    ask();
  }, LOOK_AT_PARENT_MS).unref();
}

/** Opened resources, closed in reverse order, each once, even when one of them fails to close. */
export class Disposal {
  readonly #opened: { close(): Promise<void> }[] = [];

  add<T extends { close(): Promise<void> }>(part: T): T {
    this.#opened.push(part);
    return part;
  }

  /** @throws AggregateError of what failed to close, after all have been tried. */
  async run(): Promise<void> {
    const failures: unknown[] = [];
    for (let part = this.#opened.pop(); part !== undefined; part = this.#opened.pop()) {
      await part.close().catch((error: unknown) => failures.push(error));
    }
    if (failures.length > 0) throw new AggregateError(failures, 'Parts of the runtime did not close');
  }
}
