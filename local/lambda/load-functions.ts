import { readdir } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { errorCode } from '../error-code.ts';
import type { LambdaContext } from './context.ts';

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
