import { basename } from 'node:path';
import { build } from 'esbuild';
import type { FoundFunction } from './find-functions.ts';
import { workerBodiesOf } from './worker-bodies.ts';

/**
 * The functions of whose sources, packages apart, one fetches another by `import()` or starts a worker: by name, with the
 * bodies of their workers.
 */
export async function fetchesLater(
  functions: readonly FoundFunction[],
): Promise<ReadonlyMap<string, readonly string[]>> {
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
  return new Map(
    Object.entries(metafile.outputs).flatMap(([path, { inputs }]) => {
      const sources = Object.keys(inputs);
      const bodies = workerBodiesOf(sources);
      const isInParts = bodies.length > 0 || sources.some((source) => fetching.has(source));
      return isInParts ? [[basename(path, '.js'), bodies]] : [];
    }),
  );
}
