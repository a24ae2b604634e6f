import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

/** One relative import: both paths from the root of the repository. */
export interface Import {
  readonly from: string;
  readonly to: string;
}

const IMPORT = /(?:\bfrom|\bimport)\s*\(?\s*['"](\.{1,2}\/[^'"]+)['"]/g;

/** Every relative import of the TypeScript files of a folder, those of types and those by `import()` as well. */
export function importsOf(folder: string): readonly Import[] {
  return globSync(`${folder}/**/*.ts`).flatMap((from) =>
    [...readFileSync(from, 'utf8').matchAll(IMPORT)].map(([, target = '']) => ({
      from,
      to: normalize(join(dirname(from), target)),
    })),
  );
}

/** The room of a file: the folder under its tree, or the file itself where it is in no folder. */
export const roomOf = (path: string): string => path.split('/').slice(0, 2).join('/');

/** The imports that lead into a room from which their own room is reached again. */
export function circularImports(imports: readonly Import[]): readonly Import[] {
  const reaches = new Map<string, Set<string>>();
  const between = imports.filter(({ from, to }) => roomOf(from) !== roomOf(to));
  for (const { from, to } of between) {
    const known = reaches.get(roomOf(from)) ?? new Set();
    reaches.set(roomOf(from), known.add(roomOf(to)));
  }
  return between.filter(({ from, to }) => reachable(roomOf(to), reaches).has(roomOf(from)));
}

function reachable(start: string, reaches: ReadonlyMap<string, ReadonlySet<string>>): ReadonlySet<string> {
  const found = new Set([start]);
  // A Set that grows is walked to its end.
  for (const room of found) for (const next of reaches.get(room) ?? []) found.add(next);
  return found;
}
