import { systemClock } from './clock.ts';
import { greeting } from './runtime/greeting.ts';
import { openRuntime } from './runtime/open-runtime.ts';
import { optionsFrom } from './runtime/options.ts';
import { plainReason } from './runtime/plain-reason.ts';
import { ensureDemo, writeRuntimeFile } from './runtime/runtime-file.ts';
import { lockDataDir } from './store/lock-data-dir.ts';

/** `npm start`: the whole system on one machine, until SIGINT or SIGTERM. */
async function main(): Promise<void> {
  const startedAtMs = performance.now();
  const options = optionsFrom(process.env);
  const lock = await lockDataDir(options.dataDir);
  const opening = openRuntime({ ...options, inThreads: true });
  closeOnSignal(async () => {
    const runtime = await opening;
    await runtime.close();
    await lock.release();
  });
  const runtime = await opening;
  const demo = await ensureDemo(options.dataDir, systemClock.now());
  writeRuntimeFile(options.dataDir, { runtime, demo });
  process.stdout.write(
    greeting({ runtime, demo, dataDir: options.dataDir, readyAfterMs: performance.now() - startedAtMs }),
  );
}

/** Also while things are still being opened: what has been started must be ended. */
function closeOnSignal(close: () => Promise<void>): void {
  let closing = false;
  const stop = (): void => {
    if (closing) return;
    closing = true;
    close().then(() => process.exit(0), fail);
  };
  // Not once: npm passes a terminal's signal on a second time, which would end this process before its store.
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

function fail(error: unknown): void {
  process.stderr.write(`${plainReason(error)}\n`);
  process.exit(1);
}

main().catch(fail);
