import { setTimeout as pause } from 'node:timers/promises';

const mostLooks = 1_000;
const pauseMs = 15;

/**
 * Looks again and again until there is something to see, for what the runtime does in its own time. Bounded by looks.
 */
export async function until<T>(expected: string, look: () => Promise<T | undefined>): Promise<T> {
  for (let looks = 1; looks <= mostLooks; looks += 1) {
    const seen = await look();
    if (seen !== undefined) return seen;
    await pause(pauseMs);
  }
  throw new Error(`Not seen in ${mostLooks} looks: ${expected}`);
}

const stepSeconds = 45;
const looksAStep = 3;

/** A clock to be moved, and whether what it drives has come to rest. */
export interface PatientClock {
  advance(seconds: number): Promise<void>;
  /** Resolves when nothing is under way that a moved clock would take for hanging. */
  rest(): Promise<void>;
}

/** Moves the clock on step by step until there is something to see, for at most `mostSeconds`. */
export async function advanceUntil<T>(
  clock: PatientClock,
  { expected, mostSeconds }: { expected: string; mostSeconds: number },
  look: () => Promise<T | undefined>,
): Promise<T> {
  for (let passedSeconds = 0; passedSeconds < mostSeconds; passedSeconds += stepSeconds) {
    for (let looks = 1; looks <= looksAStep; looks += 1) {
      const seen = await look();
      if (seen !== undefined) return seen;
      await pause(pauseMs);
    }
    await clock.rest();
    await clock.advance(stepSeconds);
  }
  return until(`${expected}, after ${mostSeconds} s`, look);
}
