import { basename, join } from 'node:path';
import { type BuildOptions, build, type OutputFile, type TransformOptions, transform } from 'esbuild';
import type { Bundle } from './bundle.ts';
import { bundleOptions, outputOptions } from './common-options.ts';
import { copyFiles } from './copied-files.ts';
import type { FoundFunction } from './find-functions.ts';
import { loadedAtStart, packagesOf } from './metafile.ts';
import { entryOf } from './worker-bodies.ts';
import { writeCode } from './write-code.ts';

/** What is fetched by `import()` becomes a file of its own, and what several files need another. */
const split = {
  ...bundleOptions,
  splitting: true,
  format: 'esm',
  chunkNames: 'part-[hash]',
  write: false,
} as const satisfies BuildOptions;

/** esbuild splits ES modules only, so the parts are made CommonJS afterwards. */
const asCommonJs = {
  ...outputOptions,
  format: 'cjs',
  supported: { 'dynamic-import': false },
} as const satisfies TransformOptions;

/** A function as `index.cjs`, the bodies of its workers, and parts; nothing is in the folder twice. */
export async function bundleInParts(
  { name, file }: FoundFunction,
  { outdir, workers }: { outdir: string; workers: readonly string[] },
): Promise<Bundle> {
  const folder = join(outdir, name);
  const entryPoints = [{ in: file, out: 'index' }, ...workers.map(entryOf)];
  const { outputFiles, metafile } = await build({ ...split, entryPoints, outdir: folder });
  const sizes = await Promise.all(outputFiles.map((output) => write(output, folder)));
  const atStart = loadedAtStart(metafile);
  const sum = (wanted: boolean) =>
    sizes.reduce((total, { part, bytes }) => (atStart.has(part) === wanted ? total + bytes : total), 0);
  const packages = packagesOf(Object.values(metafile.outputs));
  return { name, folder, bytes: sum(true), lazyBytes: sum(false) + copyFiles(metafile, folder), packages };
}

async function write({ path, text }: OutputFile, folder: string) {
  const { code } = await transform(text, asCommonJs);
  const part = basename(path);
  return { part, bytes: writeCode(join(folder, part), code) };
}
