const minute = 60;
const hour = 3600;

/**
 * Seconds to wait after the first, second, … attempt that failed: the schedule of Standard Webhooks 1.0.0
 * ("Deliverability and reliability"). Ten attempts within 75 h 35 min, without jitter.
 */
export const retryDelaysSeconds = [
  5,
  5 * minute,
  30 * minute,
  2 * hour,
  5 * hour,
  10 * hour,
  14 * hour,
  20 * hour,
  24 * hour,
] as const;

/** Largest random extension of a delay, as a share, so that deliveries that failed together do not return together. */
const jitter = 0.1;

/** The longest delay that a receiver can ask for. */
const mostRetryAfterSeconds = 24 * hour;

/**
 * Seconds until the next attempt, after `attempts` (from 1) that failed; null when none is left. `random01` (0–1) sets
 * the jitter. The receiver's `retryAfterSeconds` makes it later, up to a day, never sooner.
 */
export function retryDelaySeconds(options: {
  attempts: number;
  random01: number;
  retryAfterSeconds?: number | undefined;
}): number | null {
  const { attempts, random01, retryAfterSeconds = 0 } = options;
  const delaySeconds = retryDelaysSeconds[attempts - 1];
  if (delaySeconds === undefined) return null;
  return Math.max(delaySeconds * (1 + jitter * random01), Math.min(retryAfterSeconds, mostRetryAfterSeconds));
}

/** What a `Retry-After` header asks for, in seconds from `nowMs` on (RFC 9110, 10.2.3); undefined for anything else. */
export function readRetryAfter(header: string | undefined, nowMs: number): number | undefined {
  if (header === undefined) return undefined;
  if (/^[0-9]{1,9}$/.test(header)) return Number(header);
  const atMs = /^[A-Z][a-z]{2}, /.test(header) ? Date.parse(header) : Number.NaN;
  return Number.isNaN(atMs) ? undefined : Math.max(0, (atMs - nowMs) / 1000);
}
