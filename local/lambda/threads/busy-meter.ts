import type { EventLoopUtilization } from 'node:perf_hooks';

/** Over shorter times the figure says nothing. */
const leastSampleMs = 50;
const busyUtilization01 = 0.9;

/**
 * Tells whether an event loop has been at work nearly all the time since it was last asked, so that more begun on it ends
 * no sooner. `read` gives the loop's totals; undefined while it is being started, and totals below the last ones are those
 * of its successor.
 */
export function createBusyMeter(read: () => EventLoopUtilization | undefined): () => boolean {
  let last = read();
  let isBusy = false;
  return () => {
    const now = read();
    const activeMs = (now?.active ?? 0) - (last?.active ?? 0);
    const elapsedMs = activeMs + (now?.idle ?? 0) - (last?.idle ?? 0);
    if (elapsedMs >= 0 && elapsedMs < leastSampleMs) return isBusy;
    last = now;
    isBusy = activeMs >= 0 && elapsedMs > 0 && activeMs / elapsedMs >= busyUtilization01;
    return isBusy;
  };
}
