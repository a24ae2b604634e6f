import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bundle } from '../../infra/bundle/bundle.ts';
import { findFunctions } from '../../infra/bundle/bundle-functions.ts';

/** A bundle for each function with nothing in it, in folders below the given one. */
export function emptyBundles(root: string): readonly Bundle[] {
  return findFunctions().map(({ name }) => {
    const folder = join(root, 'bundles', name);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'index.cjs'), `exports.handler = async () => ${JSON.stringify(name)};\n`);
    return { name, folder, bytes: 0, lazyBytes: 0, packages: [] };
  });
}
