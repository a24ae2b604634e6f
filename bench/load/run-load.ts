import { setTimeout as delay } from 'node:timers/promises';
import * as z from 'zod/mini';
import { errorCode } from '../../local/error-code.ts';
import { inquiryAt } from './inquiry-at.ts';
import type { LoadPlan, LoadResult } from './load-result.ts';
import { openPoster, type Poster } from './post-json.ts';

const Accepted = z.object({ id: z.string() });

/**
 * Open loop: each request has its time and is sent then, however many are still unanswered. Latency counts from that
 * time, so that a stall is felt by all whom it keeps waiting.
 */
export async function runLoad({ apiUrl, apiKey, ratePerSecond, seconds }: LoadPlan): Promise<LoadResult> {
  const poster = openPoster({ apiUrl, apiKey });
  const result = { accepted: [] as { id: string; latencyMs: number }[], errors: new Map<string, number>() };
  const underWay: Promise<void>[] = [];
  const startedAtMs = Date.now();
  const zeroMs = performance.now();
  let latestSendMs = 0;
  for (let position = 0; position < ratePerSecond * seconds; position += 1) {
    const dueMs = zeroMs + (position * 1_000) / ratePerSecond;
    const aheadMs = dueMs - performance.now();
    if (aheadMs > 0) await delay(aheadMs);
    latestSendMs = Math.max(latestSendMs, performance.now() - dueMs);
    underWay.push(sendOne(poster, { position, dueMs, ...result }));
  }
  await Promise.all(underWay);
  poster.close();
  const errors = Object.fromEntries(result.errors);
  return { accepted: result.accepted, errors, startedAtMs, endedAtMs: Date.now(), latestSendMs };
}

async function sendOne(
  poster: Poster,
  options: {
    position: number;
    dueMs: number;
    accepted: { id: string; latencyMs: number }[];
    errors: Map<string, number>;
  },
): Promise<void> {
  const { position, dueMs, accepted, errors } = options;
  const count = (name: string): unknown => errors.set(name, (errors.get(name) ?? 0) + 1);
  try {
    const { status, body } = await poster.post('/v1/inquiries', JSON.stringify(inquiryAt(position)));
    if (status !== 202) count(String(status));
    else accepted.push({ ...Accepted.parse(JSON.parse(body)), latencyMs: performance.now() - dueMs });
  } catch (error) {
    count(errorCode(error) ?? 'unknown');
  }
}
