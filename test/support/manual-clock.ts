import type { Clock } from '../../local/clock.ts';

interface Timer {
  readonly dueAtMs: number;
  readonly fire: () => void;
}

/**
 * A clock that only moves when a test moves it. Timers fire in the order they fall due, each after the last one's
 * effects.
 */
export class ManualClock implements Clock {
  #nowMs: number;
  readonly #timers = new Set<Timer>();

  constructor(startMs = Date.UTC(2026, 0, 5, 9)) {
    this.#nowMs = startMs;
  }

  now(): number {
    return this.#nowMs;
  }

  schedule(dueAtMs: number, fire: () => void): () => void {
    const timer = { dueAtMs, fire };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  /** When the next timer falls due; undefined when none is set. */
  get nextDueAtMs(): number | undefined {
    const dueTimes = [...this.#timers].map(({ dueAtMs }) => dueAtMs);
    return dueTimes.length === 0 ? undefined : Math.min(...dueTimes);
  }

  async advance(ms: number): Promise<void> {
    await this.advanceTo(this.#nowMs + ms);
  }

  async advanceTo(targetMs: number): Promise<void> {
    await settled();
    for (let timer = this.#earliest(targetMs); timer !== undefined; timer = this.#earliest(targetMs)) {
      this.#timers.delete(timer);
      this.#nowMs = Math.max(this.#nowMs, timer.dueAtMs);
      timer.fire();
      await settled();
    }
    this.#nowMs = Math.max(this.#nowMs, targetMs);
  }

  #earliest(targetMs: number): Timer | undefined {
    let earliest: Timer | undefined;
    for (const timer of this.#timers)
      if (timer.dueAtMs <= targetMs && (earliest === undefined || timer.dueAtMs < earliest.dueAtMs)) earliest = timer;
    return earliest;
  }
}

const TURNS = 20;

/** Lets promises and what they scheduled for the next turns of the event loop run. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < TURNS; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
