import * as z from 'zod/mini';
import { errorCode } from '../../local/system-errors.ts';
import type { LoadPlan, LoadResult } from './generator.ts';
import { type Caller, inquiryAt, openCaller, openLoop } from './open-loop.ts';

const Accepted = z.object({ id: z.string() });

/** Submits inquiries open-loop. */
export async function runLoad({ apiUrl, apiKey, ratePerSecond, seconds }: LoadPlan): Promise<LoadResult> {
  const caller = openCaller({ apiUrl, apiKey });
  const result = { accepted: [] as { id: string; latencyMs: number }[], errors: new Map<string, number>() };
  const startedAtMs = Date.now();
  const latestSendMs = await openLoop({ ratePerSecond, seconds }, (position, dueMs) =>
    sendOne(caller, { position, dueMs, ...result }),
  );
  caller.close();
  const errors = Object.fromEntries(result.errors);
  return { accepted: result.accepted, errors, startedAtMs, endedAtMs: Date.now(), latestSendMs };
}

async function sendOne(
  caller: Caller,
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
    const body = JSON.stringify(inquiryAt(position));
    const { status, body: answer } = await caller.call({ method: 'POST', path: '/v1/inquiries', body });
    if (status !== 202) count(String(status));
    else accepted.push({ ...Accepted.parse(JSON.parse(answer)), latencyMs: performance.now() - dueMs });
  } catch (error) {
    count(errorCode(error) ?? 'unknown');
  }
}
