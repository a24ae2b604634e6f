import { join } from 'node:path';
import * as z from 'zod/mini';
import { epochMs } from '../../schemas/units.ts';
import { Demo, readDemo, writeDemo } from '../data-folder/data-file.ts';
import { bucketName, stateMachineArn, tableName } from '../names.ts';
import { seedDemo } from '../seed/seed-demo.ts';
import { writeWhole } from '../write-whole.ts';
import type { Runtime } from './open-runtime.ts';

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
  const known = readDemo(dataDir);
  const demo = await seedDemo({ nowMs: epochMs(nowMs), ...(known !== undefined && { known }) });
  if (known === undefined) writeDemo(dataDir, demo);
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
  writeWhole(join(dataDir, 'runtime.json'), `${JSON.stringify(content, null, 2)}\n`);
}
