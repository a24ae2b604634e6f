const firstPauseMs = 250;
const longestPauseMs = 8_000;

/** A longer `Retry-After` than this is not waited for: the call fails instead. */
const longestRetryAfterSeconds = 60;

/** Statuses after which a repeatable request is repeated. */
const passingStatuses: ReadonlySet<number> = new Set([502, 503, 504]);

/** `Retry-After` as seconds from `nowMs`, for both forms RFC 9110 allows; undefined when absent or unreadable. */
export function readRetryAfter(value: string | null, nowMs: number): number | undefined {
  if (value === null) return undefined;
  if (/^\d+$/.test(value)) return Number(value);
  const atMs = Date.parse(value);
  return Number.isNaN(atMs) ? undefined : Math.max(0, Math.ceil((atMs - nowMs) / 1_000));
}

interface Refusal {
  readonly status: number;
  readonly retryAfterSeconds: number | undefined;
  /** True when a repeat has no further effect. */
  readonly mayRepeat: boolean;
}

/** Whether a retry may help. A 429 comes before any effect; a 409 with a time is a request still running. */
export function isWorthRetrying({ status, retryAfterSeconds, mayRepeat }: Refusal): boolean {
  if (retryAfterSeconds !== undefined && retryAfterSeconds > longestRetryAfterSeconds) return false;
  if (status === 429) return true;
  if (status === 409) return mayRepeat && retryAfterSeconds !== undefined;
  return mayRepeat && passingStatuses.has(status);
}

/**
 * Milliseconds before retry number `retry` (from 0). Half of a doubling pause is fixed and half random, so that many
 * clients do not come back at once; never before the service's own `retryAfterSeconds`.
 */
export function retryPauseMs(
  retry: number,
  { retryAfterSeconds = 0, random01 }: { retryAfterSeconds?: number | undefined; random01: number },
): number {
  const ceilingMs = Math.min(longestPauseMs, firstPauseMs * 2 ** retry);
  return retryAfterSeconds * 1_000 + Math.round((ceilingMs / 2) * (1 + random01));
}

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
