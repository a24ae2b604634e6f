import { createInquiriesClient } from '../../client/inquiries-client.ts';
import { plainReason } from '../system-errors.ts';
import { paintFor } from '../terminal/text.ts';
import { openExecutions } from './executions.ts';
import { followSample } from './follow-inquiry.ts';
import { type Outcome, problemsOf } from './journey.ts';
import { openLiveView, openPlainView } from './progress.ts';
import { closingTable, reportOf } from './report.ts';
import { type RuntimeToUse, runtimeToUse } from './runtime-to-use.ts';
import { samples } from './samples.ts';

/** `npm run demo`: six inquiries on their way through the states, and what came of them. Exit 1 unless all end soundly. */
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
  // An interrupted demo still has requests under way.
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
