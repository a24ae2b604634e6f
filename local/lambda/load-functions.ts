import { readdir } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Clock } from '../clock.ts';
import { errorCode } from '../system-errors.ts';

export type LambdaHandler = (event: unknown, context: LambdaContext) => Promise<unknown>;

export interface LoadedFunction {
  /** The file's name without its suffix. */
  readonly name: string;
  readonly handler: LambdaHandler;
}

/** Imports every `*.ts` of the folders (a missing folder is empty). Throws when one exports no `handler`, or two share a name. */
export async function loadFunctions(folders: readonly string[]): Promise<ReadonlyMap<string, LoadedFunction>> {
  const files = (await Promise.all(folders.map(functionFiles))).flat();
  const loaded = await Promise.all(files.map(loadFunction));
  const byName = new Map<string, LoadedFunction>();
  for (const [index, found] of loaded.entries()) {
    if (byName.has(found.name))
      throw new Error(`Two files define the function ${found.name}: the other is ${files[index]}`);
    byName.set(found.name, found);
  }
  return byName;
}

async function functionFiles(folder: string): Promise<readonly string[]> {
  try {
    const names = await readdir(folder);
    return names
      .filter((name) => name.endsWith('.ts'))
      .sort()
      .map((name) => join(resolve(folder), name));
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  }
}

async function loadFunction(file: string): Promise<LoadedFunction> {
  const module: unknown = await import(pathToFileURL(file).href);
  if (typeof module !== 'object' || module === null || !('handler' in module) || typeof module.handler !== 'function')
    throw new Error(`${file} exports no function named handler`);
  const { handler } = module;
  return { name: basename(file, '.ts'), handler: async (event, context) => handler(event, context) };
}

/** What a nodejs24.x function gets as its second argument (callback-style members are gone there). */
export interface LambdaContext {
  readonly awsRequestId: string;
  readonly callbackWaitsForEmptyEventLoop: boolean;
  readonly functionName: string;
  readonly functionVersion: string;
  readonly invokedFunctionArn: string;
  readonly memoryLimitInMB: string;
  readonly logGroupName: string;
  readonly logStreamName: string;
  getRemainingTimeInMillis(): number;
}

export function createContext(options: {
  requestId: string;
  functionName: string;
  arn: string;
  deadlineMs: number;
  clock: Clock;
}): LambdaContext {
  const { requestId, functionName, arn, deadlineMs, clock } = options;
  return {
    awsRequestId: requestId,
    callbackWaitsForEmptyEventLoop: true,
    functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: arn,
    memoryLimitInMB: '1024',
    logGroupName: `/aws/lambda/${functionName}`,
    logStreamName: 'local',
    getRemainingTimeInMillis: () => Math.max(0, deadlineMs - clock.now()),
  };
}
