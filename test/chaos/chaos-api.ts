import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { usageOf } from '../../bench/load/generator.ts';
import { runAudit } from '../../local/audit/run-audit.ts';
import { startChildRuntime } from '../../local/demo/child-runtime.ts';
import { type FoundRuntime, findRuntime } from '../../local/runtime/runtime-file.ts';
import { setEnvironmentOf } from '../support/handler-environment.ts';
import { makePrincipals } from './api/callers.ts';
import { type FuzzReport, fuzz } from './api/fuzz.ts';
import { ApiDocument } from './api/operation.ts';
import { replyLinks } from './api/reply-links.ts';

interface Options {
  readonly requests: number;
  readonly seed: number;
  readonly concurrency: number;
  /** Of a runtime that is running; without it one is started, and ended afterwards. */
  readonly dataDir: string | undefined;
}

/** Requests between two lines of progress. */
const progressEvery = 1_000;

/** True when nothing was found wrong. */
export async function chaosApi(args: readonly string[]): Promise<boolean> {
  const options = optionsFrom(args);
  if (options.dataDir !== undefined) {
    const file = await findRuntime(options.dataDir);
    if (file === null) throw new Error(`No runtime is running on ${options.dataDir}`);
    return attack(file, { ...options, dataDir: options.dataDir });
  }
  const dataDir = mkdtempSync(join(tmpdir(), 'chaos-'));
  const runtime = await startChildRuntime({ dataDir, env: { LOG_LEVEL: 'silent' } });
  try {
    return await attack(runtime.file, { ...options, dataDir });
  } finally {
    await runtime.close();
    rmSync(dataDir, { recursive: true });
  }
}

async function attack(file: FoundRuntime, options: Options & { dataDir: string }): Promise<boolean> {
  const { requests, seed, concurrency, dataDir } = options;
  setEnvironmentOf(file, dataDir);
  const residentBefore = usageOf(file.pid).residentMb;
  const document = ApiDocument.parse(await (await fetch(`${file.apiUrl}/openapi.json`)).json());
  console.log(`${requests} requests, seed ${seed}, ${concurrency} at a time, ${file.apiUrl}`);
  const startedMs = performance.now();
  const report = await fuzz({
    document,
    port: Number(new URL(file.apiUrl).port),
    principals: await makePrincipals(file.apiUrl),
    known: { linkToken: await replyLinks(file) },
    requests,
    seed,
    concurrency,
    onFailure: ({ operationId, reason, reproduction }) =>
      console.log(`\nFAILED ${operationId}: ${reason}\n${reproduction}\n`),
    onProgress: (sent) => {
      if (sent % progressEvery !== 0) return;
      const perSecond = (sent * 1_000) / (performance.now() - startedMs);
      console.log(`${sent} sent, ${perSecond.toFixed(0)}/s, ${usageOf(file.pid).residentMb.toFixed(0)} MB`);
    },
  });
  for (const line of tableOf(report)) console.log(line);
  const { residentMb, peakResidentMb } = usageOf(file.pid);
  console.log(
    `memory: ${residentBefore.toFixed(0)} MB before, ${residentMb.toFixed(0)} MB after, ${peakResidentMb.toFixed(0)} MB at most`,
  );
  const after = await stateOf(file);
  for (const fault of after) console.log(`AFTERWARDS ${fault}`);
  const isSound = report.failures.length === 0 && after.length === 0;
  console.log(
    isSound ? 'Nothing wrong was found.' : `Again: npm run chaos -- api --requests ${requests} --seed ${seed}`,
  );
  return isSound;
}

/** What is wrong with the system once all is over. */
async function stateOf(file: FoundRuntime): Promise<readonly string[]> {
  const ready = await fetch(`${file.apiUrl}/readyz`);
  const { violations } = await runAudit({ ...file, nowMs: Date.now() });
  return [
    ...(ready.status === 200 ? [] : [`/readyz answers ${ready.status}`]),
    ...violations.map((violation) => `the audit finds ${JSON.stringify(violation)}`),
  ];
}

function tableOf({ statuses, sent }: FuzzReport): readonly string[] {
  const rows = [...statuses].map(([operationId, counts]) => {
    const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
    const byStatus = [...counts].sort(([a], [b]) => a - b).map(([status, count]) => `${status}: ${count}`);
    return `${operationId.padEnd(28)}${String(total).padStart(6)}   ${byStatus.join('  ')}`;
  });
  return [`${'operation'.padEnd(28)}${String(sent).padStart(6)}   answers by status`, ...rows];
}

function optionsFrom(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      requests: { type: 'string', default: '20000' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
      concurrency: { type: 'string', default: '16' },
      'data-dir': { type: 'string' },
    },
  });
  const whole = (name: string, text: string, most: number): number => {
    const value = Number(text);
    if (Number.isInteger(value) && value >= 0 && value <= most) return value;
    throw new Error(`--${name} is ${text}, expected a whole number up to ${most}`);
  };
  return {
    requests: whole('requests', values.requests, 10_000_000),
    seed: whole('seed', values.seed, 2 ** 31 - 1),
    concurrency: whole('concurrency', values.concurrency, 256),
    dataDir: values['data-dir'],
  };
}
