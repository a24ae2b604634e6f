import { copyFileSync, existsSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BuildOptions, Metafile, Plugin } from 'esbuild';
import { electrodbModules, leanPackages, leanSchemas } from './lean-packages.ts';

export const outputOptions = { platform: 'node', target: 'node24', minify: true, logLevel: 'error' } as const;

const standIns: readonly { readonly package: string; readonly file: string; readonly importedBy?: string }[] = [
  { package: '@aws-sdk/credential-provider-node', file: 'lambda-credentials.ts' },
  { package: '@aws-sdk/token-providers', file: 'no-token.ts' },
  { package: '@smithy/core/event-streams', file: 'no-event-streams.ts' },
  { package: '@aws-sdk/lib-dynamodb', file: 'document-commands.js', importedBy: 'node_modules/electrodb/' },
  { package: 'jsonschema', file: 'model-lint.ts' },
  { package: 'bowser', file: 'no-browser.ts' },
  { package: '@aws-sdk/middleware-endpoint-discovery', file: 'no-endpoint-discovery.ts' },
  { package: './node-http2-handler', file: 'no-http2.ts', importedBy: 'node_modules/@smithy/node-http-handler/' },
];

/** Replaces packages that a function on Lambda barely uses by small files. */
const withStandIns: Plugin = {
  name: 'stand-ins',
  setup: ({ onResolve }) => {
    for (const { package: name, file, importedBy = '' } of standIns) {
      const path = fileURLToPath(new URL(`stand-ins/${file}`, import.meta.url));
      onResolve({ filter: new RegExp(`^${name}$`) }, ({ importer }) =>
        importer.replaceAll('\\', '/').includes(importedBy) && importer !== path ? { path } : null,
      );
    }
  },
};

/**
 * Modules that are deployed as they are: large, minified already, and loaded late. PDF.js would take esbuild 7 seconds.
 */
const copied: readonly { readonly module: string; readonly as: string }[] = [
  { module: 'unpdf/pdfjs', as: './pdfjs.mjs' },
];

/** Leaves them out of every file; `copyFiles` copies them beside it. */
const withCopiedFiles: Plugin = {
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

/** `new URL('inspect-file.worker.ts', import.meta.url)`: how a source names its worker's code. */
const bodyUrl = /new URL\('([a-z-]+\.worker)\.ts', import\.meta\.url\)/g;

/** The bodies of the workers that the sources start: `x.ts` starts `x.worker.ts` beside it. */
export const workerBodiesOf = (sources: readonly string[]): readonly string[] =>
  sources.map((source) => source.replace(/\.ts$/, '.worker.ts')).filter((body) => existsSync(body));

/** A body becomes a file of its own in the function's folder. */
export const entryOf = (body: string) => ({ in: body, out: basename(body, '.ts') });

/** Names the body where it is in the bundle: beside the file that starts the worker. */
const workerBodies: Plugin = {
  name: 'worker-bodies',
  setup: ({ onLoad }) => {
    onLoad({ filter: /[\\/]functions[\\/].*\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      const contents = source.replace(bodyUrl, "__dirname + '/$1.cjs'");
      return contents === source ? null : { contents, loader: 'ts' };
    });
  },
};

export const bundleOptions = {
  ...outputOptions,
  bundle: true,
  outExtension: { '.js': '.cjs' },
  mainFields: ['module', 'main'],
  plugins: [withCopiedFiles, electrodbModules, withStandIns, leanSchemas, leanPackages, workerBodies],
  metafile: true,
} as const satisfies BuildOptions;
