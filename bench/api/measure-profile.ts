import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { usageOf } from '../load/process-usage.ts';
import { type Profile, ProfileResult } from './profile.ts';

const generatorFile = fileURLToPath(new URL('generate.ts', import.meta.url));

export interface ProfileMeasurement extends ProfileResult {
  /** CPU time of the runtime while the profile ran, whatever it worked at; milliseconds. */
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
