import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { type ChildRuntime, startChildRuntime } from '../local/demo/child-runtime.ts';
import type { FoundRuntime } from '../local/runtime/runtime-file.ts';
import { type LoadMeasurement, measureLoad } from './load/measure-load.ts';
import { storeInquiries } from './load/stored-inquiries.ts';
import { summaryLines, summaryOf } from './load/summary.ts';

/** Warm-up, which is not counted: code is compiled, connections and the knowledge index are warm. */
const warmUp = { ratePerSecond: 20, seconds: 5 };
const find = { firstRate: 20, rateStep: 10, seconds: 20, mostToFinalMs: 3_000 };

/**
 * Whole text inquiries, submitted over HTTP at a fixed rate by another process. Time to the final status is that of the
 * timeline: from the commit of the submission to the commit of the answer or escalation.
 */
export async function benchPipeline(args: readonly string[]): Promise<void> {
  const { rate, seconds, stored, isFinding } = optionsFrom(args);
  const [cpu] = cpus();
  const gigabytes = (totalmem() / 2 ** 30).toFixed(0);
  console.log(
    `machine           ${cpus().length} × ${cpu?.model ?? 'unknown'}, ${gigabytes} GB, Node ${process.version}, ${process.platform}; generator on the same machine`,
  );
  console.log(`command           npm run bench -- pipeline ${args.join(' ')}`);
  const dataDir = await mkdtemp(join(tmpdir(), 'bench-pipeline-'));
  const start = () => startChildRuntime({ dataDir, env: { LOG_LEVEL: 'error' } });
  let runtime = await start();
  try {
    await raisePlan(runtime.file);
    const { load } = await measureLoad(runtime, { dataDir, ...warmUp });
    if (stored > 0) {
      await runtime.close();
      await storeInquiries(dataDir, { templateId: load.accepted[0]?.id ?? '', count: stored });
      runtime = await start();
      await measureLoad(runtime, { dataDir, ...warmUp });
    }
    if (isFinding) await findLimit(runtime, dataDir);
    else report(await measureLoad(runtime, { dataDir, ratePerSecond: rate, seconds }));
  } finally {
    await runtime.close();
    await rm(dataDir, { recursive: true, force: true });
  }
  console.log(
    'not measured      attachments and OCR, a real model, the network, several companies at once, loss of power (journal and store survive a killed process)',
  );
}

function optionsFrom(args: readonly string[]): { rate: number; seconds: number; stored: number; isFinding: boolean } {
  const { values } = parseArgs({
    args: [...args],
    options: {
      rate: { type: 'string', default: '60' },
      seconds: { type: 'string', default: '60' },
      stored: { type: 'string', default: '0' },
      find: { type: 'boolean', default: false },
    },
  });
  return {
    rate: numberOf('--rate', values.rate, { min: 1, max: 10_000 }),
    seconds: numberOf('--seconds', values.seconds, { min: 1, max: 10_000 }),
    stored: numberOf('--stored', values.stored, { min: 0, max: 1_000_000 }),
    isFinding: values.find,
  };
}

function numberOf(name: string, text: string, { min, max }: { min: number; max: number }): number {
  const value = Number(text);
  if (!(value >= min && value <= max)) throw new Error(`${name} is ${text}, expected a number from ${min} to ${max}`);
  return value;
}

function report(measurement: LoadMeasurement): void {
  for (const line of summaryLines(measurement)) console.log(line);
}

/** Raises the rate until inquiries pile up, and shows each step. */
async function findLimit(runtime: ChildRuntime, dataDir: string): Promise<void> {
  let best: LoadMeasurement | null = null;
  for (let ratePerSecond = find.firstRate; ; ratePerSecond += find.rateStep) {
    const measurement = await measureLoad(runtime, { dataDir, ratePerSecond, seconds: find.seconds });
    const { finishedPerSecond, toFinalMs, submitMs, errors, unfinished } = summaryOf(measurement);
    console.log(
      `${ratePerSecond}/s`.padEnd(18) +
        `finished ${finishedPerSecond.toFixed(1)}/s, submit p95 ${submitMs.p95.toFixed(0)} ms, to final p95 ${toFinalMs.p95.toFixed(0)} ms, ${errors} errors`,
    );
    if (toFinalMs.p95 > find.mostToFinalMs || errors > 0 || unfinished > 0) break;
    best = measurement;
  }
  console.log(`best              the last rate with a p95 to the final status within ${find.mostToFinalMs / 1_000} s:`);
  if (best !== null) report(best);
}

/** Puts the demo company on the largest plan before its first request: the bench measures the system, not the plan. */
async function raisePlan({
  dynamodbEndpoint: endpoint,
  secretAccessKey,
  tableName,
  demo,
}: Pick<FoundRuntime, 'dynamodbEndpoint' | 'secretAccessKey' | 'tableName' | 'demo'>): Promise<void> {
  const credentials = { accessKeyId: '000000000000', secretAccessKey };
  const client = new DynamoDBClient({ endpoint, region: 'us-east-1', credentials });
  const raise = new UpdateItemCommand({
    TableName: tableName,
    Key: { pk: { S: `$inquiries#companyid_${demo.companyId}` }, sk: { S: '$account#company_1' } },
    UpdateExpression: 'SET #settings.#plan = :plan',
    ConditionExpression: 'attribute_exists(pk)',
    ExpressionAttributeNames: { '#settings': 'settings', '#plan': 'plan' },
    ExpressionAttributeValues: { ':plan': { S: 'enterprise' } },
  });
  try {
    await client.send(raise);
  } finally {
    client.destroy();
  }
}
