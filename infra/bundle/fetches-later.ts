import { basename } from 'node:path';
import { build } from 'esbuild';
import type { FoundFunction } from './find-functions.ts';

/** Names of the functions of whose sources, packages apart, one fetches another by `import()`. */
export async function fetchesLater(functions: readonly FoundFunction[]): Promise<ReadonlySet<string>> {
  const { metafile } = await build({
    entryPoints: functions.map(({ name, file }) => ({ in: file, out: name })),
    outdir: 'unused',
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'cjs',
    metafile: true,
    write: false,
    logLevel: 'error',
  });
  const fetching = new Set(
    Object.entries(metafile.inputs).flatMap(([path, { imports }]) =>
      imports.some(({ kind, external }) => kind === 'dynamic-import' && external !== true) ? [path] : [],
    ),
  );
  return new Set(
    Object.entries(metafile.outputs).flatMap(([path, { inputs }]) =>
      Object.keys(inputs).some((input) => fetching.has(input)) ? [basename(path, '.js')] : [],
    ),
  );
}
