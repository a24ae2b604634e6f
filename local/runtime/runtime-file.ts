import { join } from 'node:path';
import * as z from 'zod/mini';
import { epochMs } from '../../schemas/units.ts';
import { writeWhole } from '../atomic-writes.ts';
import { DataFolderError, Demo, readDataFile, readDemo, writeDemo } from '../data-folder/data-file.ts';
import { bucketName, stateMachineArn, tableName } from '../names.ts';
import { seedDemo } from '../seed/seed-demo.ts';
import { errorCode } from '../system-errors.ts';
import { secretAccessKeyOf } from './handler-environment.ts';
import type { Runtime } from './open-runtime.ts';

/** A runtime's addresses for other programs, in `$DATA_DIR/runtime.json`. */
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

/**
 * The demo company of the data folder, made at the first start; its key stays the same. A `demo.json` that is missing
 * beside old data is written again from what the last start told others.
 */
export async function ensureDemo(dataDir: string, nowMs: number): Promise<Demo> {
  const kept = readDemo(dataDir);
  const known = kept ?? demoToldBefore(dataDir);
  const demo = await seedDemo({ nowMs: epochMs(nowMs), ...(known !== undefined && { known }) });
  if (kept === undefined) writeDemo(dataDir, demo);
  return demo;
}

/** What the last start told others of it; undefined where nothing readable is left of that. */
function demoToldBefore(dataDir: string): Demo | undefined {
  try {
    return readRuntimeFile(dataDir)?.demo;
  } catch (error) {
    if (error instanceof DataFolderError) return undefined;
    throw error;
  }
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

export interface FoundRuntime extends RuntimeFile {
  /** By which calls of its AWS endpoint are signed. */
  readonly secretAccessKey: string;
}

/** The runtime that runs on this data folder; null when none does, or it no longer answers. */
export async function findRuntime(dataDir: string): Promise<FoundRuntime | null> {
  const file = readRuntimeFile(dataDir);
  if (file === null || !(await answers(file.apiUrl))) return null;
  return { ...file, secretAccessKey: secretAccessKeyOf(dataDir) };
}

function readRuntimeFile(dataDir: string): RuntimeFile | null {
  try {
    return readDataFile(join(dataDir, 'runtime.json'), {
      schema: RuntimeFile,
      wayOut: 'start the runtime of this folder again, which writes it again',
    });
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
}

/** A runtime that was killed leaves its file behind, so the address is tried. */
async function answers(apiUrl: string): Promise<boolean> {
  try {
    const response = await fetch(`${apiUrl}/healthz`, { signal: AbortSignal.timeout(2_000) });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false; // nothing listens there, or nothing that answers in time
  }
}
