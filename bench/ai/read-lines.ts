import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type * as z from 'zod/mini';

/** The lines of a JSON Lines file, each checked against the schema. */
export function readLines<S extends z.ZodMiniType>(file: readonly [string, string], schema: S): readonly z.output<S>[] {
  const lines = readFileSync(join(...file), 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => schema.parse(JSON.parse(line)));
}

export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

export function percent(part: number, whole: number): string {
  return `${((100 * part) / Math.max(1, whole)).toFixed(1)} %`;
}
