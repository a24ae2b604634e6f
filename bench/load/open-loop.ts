import { setTimeout as delay } from 'node:timers/promises';

/**
 * Each request has its time and is sent then, however many are still unanswered. `send` is given that time, of
 * `performance.now()`, so that latency counts from it and a stall is felt by all whom it keeps waiting. Resolves when all
 * are answered, with how far behind its schedule the generator itself fell at most, in milliseconds.
 */
export async function openLoop(
  { ratePerSecond, seconds }: { ratePerSecond: number; seconds: number },
  send: (position: number, dueMs: number) => Promise<void>,
): Promise<number> {
  const underWay: Promise<void>[] = [];
  const zeroMs = performance.now();
  let latestSendMs = 0;
  for (let position = 0; position < ratePerSecond * seconds; position += 1) {
    const dueMs = zeroMs + (position * 1_000) / ratePerSecond;
    const aheadMs = dueMs - performance.now();
    if (aheadMs > 0) await delay(aheadMs);
    latestSendMs = Math.max(latestSendMs, performance.now() - dueMs);
    underWay.push(send(position, dueMs));
  }
  await Promise.all(underWay);
  return latestSendMs;
}
