import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInquiriesClient } from '../../client/inquiries-client.ts';
import { stateMachineArn } from '../names.ts';
import { findRuntime } from '../runtime/runtime-file.ts';
import { plainReason } from '../system-errors.ts';
import { paintFor } from '../terminal/text.ts';
import { startChildRuntime } from './child-runtime.ts';
import { openExecutions } from './executions.ts';
import { followSample } from './follow-inquiry.ts';
import { type Outcome, problemsOf } from './journey.ts';
import { openLiveView, openPlainView } from './progress.ts';
import { closingTable, reportOf } from './report.ts';
import { samples } from './samples.ts';

/**
 * `npm run demo`: follows six inquiries through the states to their outcomes. Exit 1 unless all end soundly.
 */
async function main(): Promise<void> {
  const interrupted = onInterrupt();
  process.stdout.write('Looking for a runtime, or starting one …\n');
  const runtime = await runtimeToUse(process.env);
  try {
    const outcomes = await Promise.race([followSamples(runtime), interrupted]);
    if (outcomes === 'interrupted') process.exitCode = 130;
    else show(outcomes);
  } finally {
    await runtime.close();
  }
  // An interrupted demo still has requests in flight.
  if (process.exitCode === 130) process.exit();
}

function onInterrupt(): Promise<'interrupted'> {
  return new Promise((resolve) => {
    process.on('SIGINT', () => resolve('interrupted'));
    process.on('SIGTERM', () => resolve('interrupted'));
  });
}

function show(outcomes: readonly Outcome[]): void {
  const { stdout } = process;
  const paint = paintFor(stdout);
  const columns = stdout.columns ?? 100;
  for (const [index, outcome] of outcomes.entries()) {
    stdout.write(`${reportOf(outcome, { number: index + 1, columns, paint }).join('\n')}\n`);
  }
  stdout.write(`${closingTable(outcomes, paint).join('\n')}\n`);
  if (outcomes.some((outcome) => problemsOf(outcome).length > 0)) process.exitCode = 1;
}

async function followSamples(runtime: RuntimeToUse): Promise<readonly Outcome[]> {
  const { stdout } = process;
  const paint = paintFor(stdout);
  stdout.write(`${paint('bold', 'Meridian Store')} at ${runtime.apiUrl} (${runtime.origin})\n\n`);
  const view = stdout.isTTY ? openLiveView(stdout, { paint }) : openPlainView(stdout);
  const executions = openExecutions(runtime);
  const service = {
    api: createInquiriesClient({ baseUrl: runtime.apiUrl, apiKey: runtime.apiKey }),
    executions,
    awsEndpoint: runtime.awsEndpoint,
    secretAccessKey: runtime.secretAccessKey,
  };
  try {
    return await Promise.all(
      samples().map((sample, position) =>
        followSample(sample, { service, onChange: (journey) => view.update(position, journey) }),
      ),
    );
  } finally {
    view.close();
    executions.close();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${plainReason(error)}\n`);
  process.exitCode = 1;
});

interface RuntimeToUse {
  readonly apiUrl: string;
  readonly apiKey: string;
  readonly awsEndpoint: string;
  /** By which calls of the AWS endpoint are signed. */
  readonly secretAccessKey: string;
  readonly stateMachineArn: string;
  /** For people: which runtime this is. */
  readonly origin: string;
  close(): Promise<void>;
}

/** The runtime that the environment names, else the one on the data folder, else a new one that ends with the demo. */
async function runtimeToUse(environment: NodeJS.ProcessEnv): Promise<RuntimeToUse> {
  const { API_URL, API_KEY, AWS_ENDPOINT_URL = 'http://127.0.0.1:4566', DATA_DIR = '.data' } = environment;
  const { AWS_SECRET_ACCESS_KEY: secretAccessKey = 'local' } = environment;
  const close = async (): Promise<void> => {};
  if (API_URL !== undefined && API_KEY !== undefined) {
    const addresses = { apiUrl: API_URL.replace(/\/$/, ''), awsEndpoint: AWS_ENDPOINT_URL };
    return { ...addresses, apiKey: API_KEY, secretAccessKey, stateMachineArn, origin: 'named by API_URL', close };
  }
  const running = await findRuntime(DATA_DIR);
  if (running === null) return ownRuntime();
  return { ...running, apiKey: running.demo.apiKey, origin: `running on ${DATA_DIR}`, close };
}

async function ownRuntime(): Promise<RuntimeToUse> {
  const dataDir = mkdtempSync(join(tmpdir(), 'inquiry-demo-'));
  const remove = (): void => rmSync(dataDir, { recursive: true, force: true });
  try {
    const { file, close } = await startChildRuntime({ dataDir });
    return {
      ...file,
      apiKey: file.demo.apiKey,
      origin: 'started for this demo',
      close: () => close().finally(remove),
    };
  } catch (error) {
    remove();
    throw error;
  }
}
