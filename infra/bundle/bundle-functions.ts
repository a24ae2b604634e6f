import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Bundle } from './bundle.ts';
import { bundleInOne } from './bundle-in-one.ts';
import { bundleInParts } from './bundle-in-parts.ts';
import { fetchesLater } from './fetches-later.ts';
import { findFunctions } from './find-functions.ts';

export const bundleFolder = fileURLToPath(new URL('../../dist/', import.meta.url));

/**
 * Bundles every function into `<outdir>/<name>/`, with the SDK inside: the one of the Lambda runtime changes without
 * notice. Most are one file; those that fetch something by `import()`, or start workers, are in parts.
 */
export async function bundleFunctions(outdir: string = bundleFolder): Promise<readonly Bundle[]> {
  rmSync(outdir, { recursive: true, force: true });
  mkdirSync(outdir, { recursive: true });
  const functions = findFunctions();
  const later = await fetchesLater(functions);
  const [whole, ...inParts] = await Promise.all([
    bundleInOne(
      functions.filter(({ name }) => !later.has(name)),
      outdir,
    ),
    ...functions.flatMap((found) => {
      const workers = later.get(found.name);
      return workers === undefined ? [] : [bundleInParts(found, { outdir, workers })];
    }),
  ]);
  const bundles = [...whole, ...inParts].sort((a, b) => a.name.localeCompare(b.name));
  writeFileSync(`${outdir}/bundles.json`, `${JSON.stringify(bundles, null, 2)}\n`);
  return bundles;
}
