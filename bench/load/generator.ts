import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import * as z from 'zod/mini';

/** The input of the generator. */
export interface LoadPlan {
  readonly apiUrl: string;
  readonly apiKey: string;
  readonly ratePerSecond: number;
  readonly seconds: number;
}

/** The result of the generator. Times in milliseconds. */
export const LoadResult = z.object({
  accepted: z.array(z.object({ id: z.string(), latencyMs: z.number() })),
  /** Failed requests by HTTP status or error code. */
  errors: z.record(z.string(), z.int()),
  startedAtMs: z.number(),
  endedAtMs: z.number(),
  /** The largest delay of the generator itself behind its schedule. */
  latestSendMs: z.number(),
});
export type LoadResult = z.infer<typeof LoadResult>;

const generatorFile = fileURLToPath(new URL('generate.ts', import.meta.url));

/** Runs a load in a process of its own, so that generator and system do not share an event loop. */
export async function generateLoad({ apiUrl, apiKey, ratePerSecond, seconds }: LoadPlan): Promise<LoadResult> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', generatorFile], {
    env: {
      ...process.env,
      LOAD_API_URL: apiUrl,
      LOAD_API_KEY: apiKey,
      LOAD_RATE: String(ratePerSecond),
      LOAD_SECONDS: String(seconds),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const output = await text(child.stdout);
  const [code] = await exited;
  if (code !== 0) throw new Error(`The load generator ended with ${code}`);
  return LoadResult.parse(JSON.parse(output));
}

/** Clock ticks a second of /proc, the same on every Linux. */
const ticksPerSecond = 100;

interface ProcessUsage {
  readonly cpuSeconds: number;
  readonly residentMb: number;
  readonly peakResidentMb: number;
}

/** The usage of a process so far, all its threads together. */
export function usageOf(pid: number): ProcessUsage {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return {
    cpuSeconds: cpuSecondsIn(readFileSync(`/proc/${pid}/stat`, 'utf8')),
    residentMb: megabytesIn(status, 'VmRSS'),
    peakResidentMb: megabytesIn(status, 'VmHWM'),
  };
}

/** User and system time of a line of /proc/<pid>/stat; the name in brackets may itself hold spaces and brackets. */
export function cpuSecondsIn(stat: string): number {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}

function megabytesIn(status: string, name: string): number {
  const kilobytes = new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1];
  return Number(kilobytes ?? Number.NaN) / 1_024;
}
