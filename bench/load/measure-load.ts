import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { ChildRuntime } from '../../local/demo/child-runtime.ts';
import { ListInquiriesResponse } from '../../schemas/api/inquiries.ts';
import { type FinalOutcome, readFinalOutcomes } from './final-outcomes.ts';
import { generateLoad, type LoadResult, usageOf } from './generator.ts';

/** After the load, inquiries in progress have this long to end; the others count as unfinished. */
const drainMs = 60_000;

export interface Usage {
  /** Over the load, 1 = one core. */
  readonly cpuShare: number;
  /** Until all had ended. */
  readonly cpuSeconds: number;
  readonly residentMb: number;
  readonly peakResidentMb: number;
}

export interface LoadMeasurement {
  readonly load: LoadResult;
  readonly finalOutcomes: readonly FinalOutcome[];
  /** CPU over the load and its remaining work; memory at the end of the load. */
  readonly runtime: Usage;
  readonly store: Usage;
}

/** One load against the runtime, followed until all its inquiries have ended. */
export async function measureLoad(
  { file, pid }: ChildRuntime,
  options: { dataDir: string; ratePerSecond: number; seconds: number },
): Promise<LoadMeasurement> {
  const { dataDir, ratePerSecond, seconds } = options;
  const storePid = Number(readFileSync(join(dataDir, 'store.pid'), 'utf8'));
  const before = { runtime: usageOf(pid), store: usageOf(storePid), atMs: performance.now() };
  const load = await generateLoad({ apiUrl: file.apiUrl, apiKey: file.demo.apiKey, ratePerSecond, seconds });
  const elapsedSeconds = (performance.now() - before.atMs) / 1_000;
  const atEnd = { runtime: usageOf(pid), store: usageOf(storePid) };
  await drained(file.apiUrl, file.demo.apiKey);
  const used = (name: 'runtime' | 'store', of: number): Usage => ({
    cpuShare: (atEnd[name].cpuSeconds - before[name].cpuSeconds) / elapsedSeconds,
    cpuSeconds: usageOf(of).cpuSeconds - before[name].cpuSeconds,
    residentMb: atEnd[name].residentMb,
    peakResidentMb: atEnd[name].peakResidentMb,
  });
  const runtime = used('runtime', pid);
  const store = used('store', storePid);
  const finalOutcomes = await readFinalOutcomes(file, new Set(load.accepted.map(({ id }) => id)));
  return { load, finalOutcomes, runtime, store };
}

/** Asked once a second: listing is newest first, and a pending inquiry is a new one. An overloaded API may refuse. */
async function drained(apiUrl: string, apiKey: string): Promise<void> {
  const deadlineMs = performance.now() + drainMs;
  while (performance.now() < deadlineMs) {
    const response = await fetch(`${apiUrl}/v1/inquiries?status=pending&limit=1`, {
      headers: { authorization: `Bearer ${apiKey}` },
    });
    const body: unknown = await response.json();
    if (response.ok && ListInquiriesResponse.parse(body).items.length === 0) return;
    await delay(1_000);
  }
}
