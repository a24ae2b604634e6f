import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { type LoadPlan, LoadResult } from './load-result.ts';

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
