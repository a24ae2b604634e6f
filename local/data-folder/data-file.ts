import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { CompanyId } from '../../schemas/ids.ts';
import { writeWhole } from '../atomic-writes.ts';

/**
 * Reads a JSON file of the data folder.
 * @throws DataFolderError when it is invalid; never with its content
 */
export function readDataFile<T>(file: string, { schema, wayOut }: { schema: z.ZodMiniType<T>; wayOut: string }): T {
  const parsed = schema.safeParse(parsedJson(readFileSync(file, 'utf8')));
  if (parsed.success) return parsed.data;
  const paths = parsed.error.issues.map(({ path }) => path.join('.') || 'the whole file').join(', ');
  throw new DataFolderError(`${file} is damaged (${paths}): ${wayOut}`);
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined; // as little as any other content that is not meant
    throw error;
  }
}

/**
 * A file of the data folder prevents a start. One line: the file, its fault, the consequence, the way
 * out.
 */
export class DataFolderError extends Error {
  override readonly name = 'DataFolderError';
}

/** The demo company and its key. */
export const Demo = z.object({ companyId: CompanyId, apiKey: z.string() });
export type Demo = z.infer<typeof Demo>;

const fileIn = (dataDir: string): string => join(dataDir, 'demo.json');
const wayOut = 'restore it from a backup, or remove it to have it written again, with another key if need be';

/** Undefined before the first start has finished. @throws DataFolderError */
export function readDemo(dataDir: string): Demo | undefined {
  const file = fileIn(dataDir);
  return existsSync(file) ? readDataFile(file, { schema: Demo, wayOut }) : undefined;
}

export function writeDemo(dataDir: string, demo: Demo): void {
  writeWhole(fileIn(dataDir), `${JSON.stringify(demo, null, 2)}\n`);
}
