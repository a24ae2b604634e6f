import { styleText } from 'node:util';
import { systemClock } from './clock.ts';
import type { Demo } from './data-folder/data-file.ts';
import { openRuntime, type Runtime } from './runtime/open-runtime.ts';
import { optionsFrom, type RuntimeOptions } from './runtime/options.ts';
import { ensureDemo, writeRuntimeFile } from './runtime/runtime-file.ts';
import { endOnSignal } from './runtime/shutdown.ts';
import { lockDataDir } from './store/lock-data-dir.ts';
import { plainReason } from './system-errors.ts';

/** `npm start`: the whole system on one machine, until a signal or npm's own end. */
async function main(): Promise<void> {
  const startedAtMs = performance.now();
  const options = optionsFrom(process.env);
  // A log that cannot be written, as its disk is full or its terminal gone, must not end the runtime.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  const lock = await lockDataDir(options.dataDir);
  const opening = openRuntime({ ...options, inThreads: true });
  const close = async (): Promise<void> => {
    const runtime = await opening;
    await runtime.close();
    await lock.release();
  };
  // Also during the start: parts that have started must be ended.
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

/** The greeting once everything is up: the addresses, and one line to paste. */
function greeting(options: {
  runtime: Runtime;
  demo: Demo;
  dataDir: string;
  isAuthenticated: boolean;
  readyAfterMs: number;
}): string {
  const { runtime, demo, dataDir, isAuthenticated, readyAfterMs } = options;
  const row = (label: string, value: string): string => `  ${label.padEnd(14)}${value}`;
  const body = JSON.stringify({ title: '배송은 얼마나 걸리나요?', content: '어제 주문했는데 언제 도착할까요?' });
  return [
    '',
    styleText('bold', `  Inquiry workflow engine is ready (${(readyAfterMs / 1000).toFixed(1)} s)`),
    '',
    row('API', runtime.apiUrl),
    row('AWS endpoint', runtime.awsEndpoint),
    row('Console', `${runtime.apiUrl}/console/`),
    row('Outbox', runtime.outboxUrl),
    ...(isAuthenticated ? [row('', 'any name; the password is in $DATA_DIR/secret-key')] : []),
    row('Data', dataDir),
    row('Demo key', demo.apiKey),
    '',
    '  Submit an inquiry:',
    '',
    `  curl -s ${runtime.apiUrl}/v1/inquiries -H 'Authorization: Bearer ${demo.apiKey}' \\`,
    `    -H 'Content-Type: application/json' -d '${body}'`,
    '',
    '  Then open its statusUrl. `npm run demo` in another terminal shows six inquiries on their way. Ctrl+C stops.',
    '',
    '',
  ].join('\n');
}

main().catch(fail);
