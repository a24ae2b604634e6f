import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { CompanyId } from '../../schemas/ids.ts';
import { epochMs } from '../../schemas/units.ts';
import { seedDemo } from '../seed/seed-demo.ts';
import { bucketName, stateMachineArn, tableName } from './names.ts';
import type { Runtime } from './open-runtime.ts';

export const Demo = z.object({ companyId: CompanyId, apiKey: z.string() });
export type Demo = z.infer<typeof Demo>;

/** What a runtime tells other programs about itself, in `$DATA_DIR/runtime.json`. */
export const RuntimeFile = z.object({
  pid: z.int(),
  apiUrl: z.url(),
  awsEndpoint: z.url(),
  outboxUrl: z.url(),
  dynamodbEndpoint: z.url(),
  tableName: z.string(),
  bucketName: z.string(),
  stateMachineArn: z.string(),
  demo: Demo,
});
export type RuntimeFile = z.infer<typeof RuntimeFile>;

/** The demo company of the data folder, made at the first start; its key stays the same. */
export async function ensureDemo(dataDir: string, nowMs: number): Promise<Demo> {
  const file = join(dataDir, 'demo.json');
  const known = existsSync(file) ? Demo.parse(JSON.parse(readFileSync(file, 'utf8'))) : undefined;
  const demo = await seedDemo({ nowMs: epochMs(nowMs), ...(known !== undefined && { known }) });
  if (known === undefined) writePrivately(file, demo);
  return demo;
}

export function writeRuntimeFile(dataDir: string, { runtime, demo }: { runtime: Runtime; demo: Demo }): void {
  const { apiUrl, awsEndpoint, outboxUrl, dynamodbEndpoint } = runtime;
  const content: RuntimeFile = {
    pid: process.pid,
    apiUrl,
    awsEndpoint,
    outboxUrl,
    dynamodbEndpoint,
    tableName,
    bucketName,
    stateMachineArn,
    demo,
  };
  writePrivately(join(dataDir, 'runtime.json'), content);
}

/** Whole or not at all, and for the owner alone: it holds a key. */
function writePrivately(file: string, content: object): void {
  writeFileSync(`${file}.new`, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}
