import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import * as z from 'zod/mini';
import { type ChildRuntime, startChildRuntime } from '../local/demo/child-runtime.ts';
import { ListInquiriesResponse } from '../schemas/api/inquiries.ts';
import { measureProfile, type ProfileMeasurement, type Shot } from './api/profile.ts';
import { percentile } from './load/summary.ts';

/** Warm-up, which is not counted: V8 has compiled hot code, connections and the knowledge index are warm. */
const warmUp = { ratePerSecond: 30, seconds: 10 };
/** Of the mixed profile, on one POST. */
const readsPerPost = 9;

/** Single requests at a fixed rate, store and journal on disk, while the workflow processes the accepted inquiries. */
export async function benchApi(args: readonly string[]): Promise<void> {
  const load = optionsFrom(args);
  const [cpu] = cpus();
  const gigabytes = (totalmem() / 2 ** 30).toFixed(0);
  console.log(
    `machine           ${cpus().length} × ${cpu?.model ?? 'unknown'}, ${gigabytes} GB, Node ${process.version}, ${process.platform}; generator on the same machine`,
  );
  console.log(`command           npm run bench -- api ${args.join(' ')}`);
  console.log(
    `sample            each profile at ${load.ratePerSecond} requests a second for ${load.seconds} s, open loop`,
  );
  const dataDir = await mkdtemp(join(tmpdir(), 'bench-api-'));
  const runtime = await startChildRuntime({ dataDir, env: { LOG_LEVEL: 'error' } });
  try {
    await measureAll(runtime, load);
  } finally {
    await runtime.close();
    await rm(dataDir, { recursive: true, force: true });
  }
  console.log(
    'not measured      attachments, the network, TLS, several companies at once, loss of power; how soon the inquiries are answered (that is -- pipeline)',
  );
}

async function measureAll(runtime: ChildRuntime, load: Load): Promise<void> {
  const { file, pid } = runtime;
  const target = { apiUrl: file.apiUrl, apiKey: file.demo.apiKey };
  const measure = (shots: readonly Shot[], at: Load) => measureProfile({ ...target, ...at, shots: [...shots] }, pid);
  const report = async (title: string, shots: readonly Shot[]): Promise<void> => {
    for (const line of reportLines(title, await measure(shots, load))) console.log(line);
  };
  await measure([submission], warmUp);
  await atRest(target);
  const { reading, unchanged } = await readsOf(target);
  await measure([reading, unchanged], warmUp);

  await report('status, nothing else going on', [reading]);
  await report('status not changed, nothing else going on', [unchanged]);
  await report('submissions, the workflow at work behind them', [submission]);
  await report('status, the workflow at work', [reading]);
  console.log(`  (the workflow was through ${((await atRest(target)) / 1_000).toFixed(0)} s later)`);
  const reads = Array.from({ length: readsPerPost }, (_, index) => (index % 2 === 0 ? reading : unchanged));
  await report('mixed: one submission on nine reads', [submission, ...reads]);
}

interface Load {
  readonly ratePerSecond: number;
  readonly seconds: number;
}

interface Target {
  readonly apiUrl: string;
  readonly apiKey: string;
}

const submission: Shot = {
  name: 'POST inquiry',
  method: 'POST',
  path: '/v1/inquiries',
  headers: {},
  expectedStatus: 202,
};

/** Of the newest inquiry, which has been answered. */
async function readsOf(target: Target): Promise<{ reading: Shot; unchanged: Shot }> {
  const [newest] = (await list(target, '?limit=1')).items;
  const path = `/v1/inquiries/${newest?.id}/status`;
  const response = await fetch(target.apiUrl + path, { headers: bearer(target) });
  const etag = z.string().parse(response.headers.get('etag'));
  const reading = { name: 'GET status', method: 'GET', path, headers: {}, expectedStatus: 200 } as const;
  return {
    reading,
    unchanged: { ...reading, name: 'GET status 304', headers: { 'if-none-match': etag }, expectedStatus: 304 },
  };
}

const bearer = ({ apiKey }: Target) => ({ authorization: `Bearer ${apiKey}` });

async function list(target: Target, query: string) {
  const response = await fetch(`${target.apiUrl}/v1/inquiries${query}`, { headers: bearer(target) });
  return ListInquiriesResponse.parse(await response.json());
}

/** Waits until no inquiry is pending; milliseconds. Listing is newest first, and a pending inquiry is a new one. */
async function atRest(target: Target): Promise<number> {
  const startedMs = performance.now();
  while ((await list(target, '?status=pending&limit=1')).items.length > 0) await delay(500);
  return performance.now() - startedMs;
}

function optionsFrom(args: readonly string[]): Load {
  const { values } = parseArgs({
    args: [...args],
    options: { rate: { type: 'string', default: '100' }, seconds: { type: 'string', default: '10' } },
  });
  const load = { ratePerSecond: Number(values.rate), seconds: Number(values.seconds) };
  if (!(load.ratePerSecond >= 1 && load.ratePerSecond <= 10_000))
    throw new Error(`--rate is ${values.rate}, expected a number from 1 to 10000`);
  if (!(load.seconds >= 1 && load.seconds <= 10_000))
    throw new Error(`--seconds is ${values.seconds}, expected a number from 1 to 10000`);
  return load;
}

const milliseconds = (latencies: readonly number[], share01: number): string =>
  `${percentile(latencies, share01).toFixed(1)} ms`;

/** The figures of one profile. */
function reportLines(title: string, measurement: ProfileMeasurement): readonly string[] {
  const { latenciesMs, errors, seconds, cpuMs, residentMb, latestSendMs } = measurement;
  const answered = Object.values(latenciesMs).reduce((sum, { length }) => sum + length, 0);
  const failed = Object.entries(errors).map(([name, count]) => `${count} × ${name}`);
  return [
    title,
    ...Object.entries(latenciesMs).map(
      ([name, latencies]) =>
        `  ${name.padEnd(16)}${latencies.length} answers, p50 ${milliseconds(latencies, 0.5)}, p95 ${milliseconds(latencies, 0.95)}, p99 ${milliseconds(latencies, 0.99)}`,
    ),
    `  errors          ${failed.length === 0 ? 'none' : failed.join(', ')}`,
    `  runtime         ${(cpuMs / answered).toFixed(1)} ms of CPU a request, ${(cpuMs / seconds / 10).toFixed(0)} % of one core, ${residentMb.toFixed(0)} MB; generator at most ${latestSendMs.toFixed(0)} ms late`,
  ];
}
