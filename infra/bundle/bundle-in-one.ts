import { join } from 'node:path';
import { build } from 'esbuild';
import type { Bundle } from './bundle-functions.ts';
import { bundleOptions } from './common-options.ts';
import type { FoundFunction } from './find-functions.ts';
import { packagesOf } from './metafile.ts';

/** Each function as one file, all in one pass. CommonJS starts 8–31 ms faster than ESM on Lambda. */
export async function bundleInOne(functions: readonly FoundFunction[], outdir: string): Promise<readonly Bundle[]> {
  const entryPoints = functions.map(({ name, file }) => ({ in: file, out: `${name}/index` }));
  const { metafile } = await build({ ...bundleOptions, format: 'cjs', entryPoints, outdir });
  return functions.map(({ name }) => {
    const output = Object.entries(metafile.outputs).find(([path]) => path.endsWith(`/${name}/index.cjs`))?.[1];
    if (output === undefined) throw new Error(`esbuild wrote no bundle for the function ${name}`);
    return { name, folder: join(outdir, name), bytes: output.bytes, lazyBytes: 0, packages: packagesOf([output]) };
  });
}
