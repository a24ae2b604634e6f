import { readFileSync } from 'node:fs';
import type * as z from 'zod/mini';
import { DataFolderError } from './data-folder-error.ts';

/** What a JSON file of the data folder holds. @throws DataFolderError when it does not; never with what it holds instead */
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
