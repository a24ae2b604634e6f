import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import * as z from 'zod/mini';
import { usageOf } from '../load/generator.ts';

/** A request that is sent in rotation with others. */
const Shot = z.object({
  /** The name of its latencies in the report. */
  name: z.string(),
  method: z.enum(['GET', 'POST']),
  /** A POST has the next inquiry of the load as its body. */
  path: z.string(),
  headers: z.record(z.string(), z.string()),
  expectedStatus: z.int(),
});
export type Shot = z.infer<typeof Shot>;

/** The input of the generator's process, one line on standard input. */
export const Profile = z.object({
  apiUrl: z.string(),
  apiKey: z.string(),
  ratePerSecond: z.number(),
  seconds: z.number(),
  /** Sent in this order, again and again. */
  shots: z.array(Shot).check(z.minLength(1)),
});
export type Profile = z.infer<typeof Profile>;

/** Its result. Times in milliseconds. */
export const ProfileResult = z.object({
  latenciesMs: z.record(z.string(), z.array(z.number())),
  /** Answers other than expected by name and status, connections by error code. */
  errors: z.record(z.string(), z.int()),
  seconds: z.number(),
  latestSendMs: z.number(),
});
export type ProfileResult = z.infer<typeof ProfileResult>;

const generatorFile = fileURLToPath(new URL('generate.ts', import.meta.url));

export interface ProfileMeasurement extends ProfileResult {
  /** CPU time of the runtime during the profile, background work included; milliseconds. */
  readonly cpuMs: number;
  readonly residentMb: number;
}

/** Runs a profile in a process of its own, so that generator and system do not share an event loop. */
export async function measureProfile(profile: Profile, pid: number): Promise<ProfileMeasurement> {
  const before = usageOf(pid);
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', generatorFile], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  child.stdin.end(JSON.stringify(profile));
  const exited = once(child, 'exit');
  const output = await text(child.stdout);
  const [code] = await exited;
  if (code !== 0) throw new Error(`The load generator ended with ${code}`);
  const after = usageOf(pid);
  const cpuMs = (after.cpuSeconds - before.cpuSeconds) * 1_000;
  return { ...ProfileResult.parse(JSON.parse(output)), cpuMs, residentMb: after.residentMb };
}
