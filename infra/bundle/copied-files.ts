import { copyFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Metafile, Plugin } from 'esbuild';

/** Modules that are deployed as they are: large, minified already, and loaded late. PDF.js would take esbuild 7 seconds. */
const copied: readonly { readonly module: string; readonly as: string }[] = [
  { module: 'unpdf/pdfjs', as: './pdfjs.mjs' },
];

/** Leaves them out of every file; `copyFiles` puts them beside. */
export const withCopiedFiles: Plugin = {
  name: 'copied-files',
  setup: ({ onResolve }) => {
    for (const { module, as } of copied)
      onResolve({ filter: new RegExp(`^${module}$`) }, () => ({ path: as, external: true }));
  },
};

/** Copies those that the outputs import into the folder; their bytes. */
export function copyFiles({ outputs }: Metafile, folder: string): number {
  const imported = new Set(Object.values(outputs).flatMap(({ imports }) => imports.map(({ path }) => path)));
  return copied.reduce((bytes, { module, as }) => {
    if (!imported.has(as)) return bytes;
    const file = fileURLToPath(import.meta.resolve(module));
    copyFileSync(file, join(folder, as));
    return bytes + statSync(file).size;
  }, 0);
}
