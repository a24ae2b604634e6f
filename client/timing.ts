/** The client's clock and randomness; tests pass their own. */
export interface Timing {
  /** Milliseconds of a clock that never goes back. */
  now(): number;
  /** Rejects with the signal's reason when it is aborted meanwhile. */
  pause(milliseconds: number, signal?: AbortSignal): Promise<void>;
  /** 0 up to 1. */
  random(): number;
}

export const realTiming: Timing = { now: () => performance.now(), pause, random: () => Math.random() };

function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted === true) return reject(signal.reason);
    const abort = (): void => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', abort);
      resolve();
    }, milliseconds);
    signal?.addEventListener('abort', abort, { once: true });
  });
}
