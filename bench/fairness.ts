import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { newUlid } from '../functions/new-ulid.ts';
import { newApiKey } from '../functions/tokens/api-key.ts';
import { enterPlace } from '../local/admin/environment.ts';
import { type ChildRuntime, startChildRuntime } from '../local/demo/child-runtime.ts';
import { seedDemo } from '../local/seed/seed-demo.ts';
import { ListInquiriesResponse } from '../schemas/api/inquiries.ts';
import { CompanyId } from '../schemas/ids.ts';
import { epochMs } from '../schemas/units.ts';
import { type FinalOutcome, readFinalOutcomes } from './load/final-outcomes.ts';
import { generateLoad, type LoadResult } from './load/generator.ts';
import { percentile } from './load/summary.ts';

/** Warm-up, which is not counted: code is compiled, connections and the knowledge indexes are warm. */
const warmUpSeconds = 8;
/** The quiet company continues for this long after the flood, while the other's inquiries are processed. */
const afterSeconds = 20;
/** After which an inquiry of the quiet company counts as unfinished. */
const longestWaitMs = 180_000;

/**
 * How long a quiet company's inquiries take alone, and while another of the same plan floods, in both languages by
 * turns.
 */
export async function benchFairness(args: readonly string[]): Promise<void> {
  const plan = optionsFrom(args);
  const [cpu] = cpus();
  const gigabytes = (totalmem() / 2 ** 30).toFixed(0);
  console.log(
    `machine           ${cpus().length} × ${cpu?.model ?? 'unknown'}, ${gigabytes} GB, Node ${process.version}, ${process.platform}; generators on the same machine`,
  );
  console.log(`command           npm run bench -- fairness ${args.join(' ')}`);
  const dataDir = await mkdtemp(join(tmpdir(), 'bench-fairness-'));
  const runtime = await startChildRuntime({ dataDir, env: { LOG_LEVEL: 'error' } });
  try {
    await measure(runtime, { dataDir, ...plan });
  } finally {
    await runtime.close();
    await rm(dataDir, { recursive: true, force: true });
  }
  console.log('not measured      attachments, a real model, more than two companies, the network');
}

interface Plan {
  readonly rate: number;
  readonly quietRate: number;
  readonly seconds: number;
}

async function measure(
  runtime: ChildRuntime,
  { dataDir, rate, quietRate, seconds }: Plan & { readonly dataDir: string },
): Promise<void> {
  const { apiUrl, demo } = runtime.file;
  process.env.DATA_DIR = dataDir;
  await enterPlace({ table: undefined, region: undefined, makesKeys: true });
  const nowMs = epochMs(Date.now());
  // Named before it is there: without a name the seed finds the company that floods.
  const second = { companyId: CompanyId.parse(newUlid(nowMs)), apiKey: newApiKey(randomBytes, 'live').key };
  const quiet = { apiUrl, apiKey: (await seedDemo({ nowMs, known: second })).apiKey, ratePerSecond: quietRate };
  const flooding = { apiUrl, apiKey: demo.apiKey, ratePerSecond: rate };
  await Promise.all([
    generateLoad({ ...flooding, seconds: warmUpSeconds }),
    generateLoad({ ...quiet, seconds: warmUpSeconds }),
  ]);
  await Promise.all([drained(flooding), drained(quiet)]);

  const alone = await generateLoad({ ...quiet, seconds: afterSeconds });
  await drained(quiet);
  const [flood, beside] = await Promise.all([
    generateLoad({ ...flooding, seconds }),
    generateLoad({ ...quiet, seconds: seconds + afterSeconds }),
  ]);
  await drained(quiet);

  const aloneP95 = await report('alone', runtime, alone);
  const besideP95 = await report(`beside ${rate}/s`, runtime, beside);
  console.log(`p95 to p95        ${(besideP95 / aloneP95).toFixed(1)}`);
  console.log(`the other         ${flood.accepted.length} accepted, refused ${JSON.stringify(flood.errors)}`);
}

async function report(title: string, { file }: ChildRuntime, load: LoadResult): Promise<number> {
  const finalOutcomes = await readFinalOutcomes(file, new Set(load.accepted.map(({ id }) => id)));
  const toFinal = finalOutcomes.map(({ submittedAtMs, finalAtMs }: FinalOutcome) => finalAtMs - submittedAtMs);
  const submit = load.accepted.map(({ latencyMs }) => latencyMs);
  const [p50, p95, most] = [0.5, 0.95, 1].map((share01) => percentile(toFinal, share01).toFixed(0));
  console.log(
    `${title.padEnd(18)}${finalOutcomes.length} of ${load.accepted.length} ended; to final status p50 ${p50} ms, p95 ${p95} ms, at most ${most} ms; submit p95 ${percentile(submit, 0.95).toFixed(0)} ms; refused ${JSON.stringify(load.errors)}`,
  );
  return percentile(toFinal, 0.95);
}

async function drained({ apiUrl, apiKey }: { apiUrl: string; apiKey: string }): Promise<void> {
  const deadlineMs = performance.now() + longestWaitMs;
  while (performance.now() < deadlineMs) {
    const response = await fetch(`${apiUrl}/v1/inquiries?status=pending&limit=1`, {
      headers: { authorization: `Bearer ${apiKey}` },
    });
    const body: unknown = await response.json();
    if (response.ok && ListInquiriesResponse.parse(body).items.length === 0) return;
    await delay(500);
  }
}

function optionsFrom(args: readonly string[]): Plan {
  const { values } = parseArgs({
    args: [...args],
    options: {
      rate: { type: 'string', default: '100' },
      'quiet-rate': { type: 'string', default: '3' },
      seconds: { type: 'string', default: '50' },
    },
  });
  const numberOf = (name: keyof typeof values, least: number): number => {
    const number = Number(values[name]);
    if (number >= least && number <= 10_000) return number;
    throw new Error(`--${name} is ${values[name]}, expected a number from ${least} to 10000`);
  };
  return { rate: numberOf('rate', 1), quietRate: numberOf('quiet-rate', 0.05), seconds: numberOf('seconds', 1) };
}
