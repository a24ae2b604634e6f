import { join } from 'node:path';
import { build } from 'esbuild';
import type { Bundle } from './bundle.ts';
import { bundleOptions } from './common-options.ts';
import type { FoundFunction } from './find-functions.ts';
import { packagesOf } from './metafile.ts';
import { writeCode } from './write-code.ts';

/** Each function as one file, all in one pass. CommonJS starts 8–31 ms faster than ESM on Lambda. */
export async function bundleInOne(functions: readonly FoundFunction[], outdir: string): Promise<readonly Bundle[]> {
  const entryPoints = functions.map(({ name, file }) => ({ in: file, out: `${name}/index` }));
  const { metafile, outputFiles } = await build({ ...bundleOptions, format: 'cjs', entryPoints, outdir, write: false });
  return functions.map(({ name }) => {
    const ending = `/${name}/index.cjs`;
    const file = outputFiles.find(({ path }) => path.endsWith(ending));
    const output = Object.entries(metafile.outputs).find(([path]) => path.endsWith(ending))?.[1];
    if (file === undefined || output === undefined) throw new Error(`esbuild made no bundle for the function ${name}`);
    const bytes = writeCode(file.path, file.text);
    return { name, folder: join(outdir, name), bytes, lazyBytes: 0, packages: packagesOf([output]) };
  });
}
