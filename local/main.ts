import { systemClock } from './clock.ts';
import { endOnSignal } from './runtime/end-on-signal.ts';
import { greeting } from './runtime/greeting.ts';
import { openRuntime, type Runtime } from './runtime/open-runtime.ts';
import { optionsFrom, type RuntimeOptions } from './runtime/options.ts';
import { plainReason } from './runtime/plain-reason.ts';
import { ensureDemo, writeRuntimeFile } from './runtime/runtime-file.ts';
import { lockDataDir } from './store/lock-data-dir.ts';

/** `npm start`: the whole system on one machine, until a signal or npm's own end. */
async function main(): Promise<void> {
  const startedAtMs = performance.now();
  const options = optionsFrom(process.env);
  // A log that cannot be written any more, its disk full or its terminal gone, ends nothing.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  const lock = await lockDataDir(options.dataDir);
  const opening = openRuntime({ ...options, inThreads: true });
  const close = async (): Promise<void> => {
    const runtime = await opening;
    await runtime.close();
    await lock.release();
  };
  // Also while things are still being opened: what has been started must be ended.
  endOnSignal({ end: () => void close().then(() => process.exit(0), fail), endAtOnce: () => process.exit(1) });
  const runtime = await opening;
  try {
    await announce(runtime, { ...options, startedAtMs });
  } catch (error) {
    await runtime.close();
    throw error;
  }
}

async function announce(
  runtime: Runtime,
  options: Pick<RuntimeOptions, 'dataDir' | 'awsEndpointAuth'> & { startedAtMs: number },
): Promise<void> {
  const { dataDir, awsEndpointAuth: isAuthenticated = false, startedAtMs } = options;
  const demo = await ensureDemo(dataDir, systemClock.now());
  writeRuntimeFile(dataDir, { runtime, demo });
  process.stdout.write(
    greeting({ runtime, demo, dataDir, isAuthenticated, readyAfterMs: performance.now() - startedAtMs }),
  );
}

function fail(error: unknown): void {
  process.stderr.write(`${plainReason(error)}\n`);
  process.exit(1);
}

main().catch(fail);
