import { readdir } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Clock, systemClock } from '../clock.ts';
import { errorCode } from '../system-errors.ts';
import { type FunctionFailure, failureOf, parseEvent, responseTooLarge } from './invocation.ts';

/** One invocation for the place where the function runs. */
export interface Invocation {
  readonly requestId: string;
  readonly arn: string;
  readonly deadlineMs: number;
  /** JSON text. */
  readonly payload: string;
}

/** Its outcome. `not_json`: the payload was no JSON, and the function was not called. */
export type Outcome =
  | { readonly kind: 'returned'; readonly payload: string }
  | { readonly kind: 'failed'; readonly failure: FunctionFailure }
  | { readonly kind: 'not_json' };

/** Who waits for the outcome. */
export interface Caller {
  /** Whether the function has timed out, so that no one waits for it. */
  readonly isGivenUp: boolean;
  /** The function begins again, through no fault of this call, with all of its time: returns the new deadline. */
  beginAgain(): number;
}

/** Calls one function wherever it runs; does not reject. */
export type RunFunction = (invocation: Invocation, caller?: Caller) => Promise<Outcome>;

/** The functions as they run in this thread. */
export const inThisThread = (
  functions: ReadonlyMap<string, LoadedFunction>,
  clock: Clock = systemClock,
): ReadonlyMap<string, RunFunction> =>
  new Map([...functions].map(([name, { handler }]) => [name, runHandler(name, { handler, clock })]));

const runHandler =
  (functionName: string, { handler, clock }: { handler: LambdaHandler; clock: Clock }): RunFunction =>
  async ({ payload, ...facts }) => {
    const event = parseEvent(payload);
    if (event === undefined) return { kind: 'not_json' };
    try {
      return returned(await handler(event.value, createContext({ ...facts, functionName, clock })));
    } catch (error) {
      return { kind: 'failed', failure: failureOf(error) };
    }
  };

/** A handler that returns nothing answers `null`; one that returns what JSON cannot hold fails, as on AWS. */
function returned(value: unknown): Outcome {
  try {
    const payload = JSON.stringify(value) ?? 'null';
    const failure = responseTooLarge(payload);
    return failure === undefined ? { kind: 'returned', payload } : { kind: 'failed', failure };
  } catch (error) {
    return { kind: 'failed', failure: { ...failureOf(error), errorType: 'Runtime.MarshalError' } };
  }
}

export type LambdaHandler = (event: unknown, context: LambdaContext) => Promise<unknown>;

interface LoadedFunction {
  /** The file's name without its suffix. */
  readonly name: string;
  readonly handler: LambdaHandler;
}

/**
 * Imports every `*.ts` of the folders (a missing folder is empty). Throws when one exports no `handler`, or two share a
 * name.
 */
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

/** The second argument of a nodejs24.x function (callback-style members are gone there). */
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

function createContext(options: {
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
