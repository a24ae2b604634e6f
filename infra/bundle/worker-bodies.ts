import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Plugin } from 'esbuild';

/** `new URL('inspect-file.worker.ts', import.meta.url)`: how a source names the body of the workers that it starts. */
const bodyUrl = /new URL\('([a-z-]+\.worker)\.ts', import\.meta\.url\)/g;

/** The bodies of the workers that the sources start: `x.ts` starts `x.worker.ts` beside it. */
export const workerBodiesOf = (sources: readonly string[]): readonly string[] =>
  sources.map((source) => source.replace(/\.ts$/, '.worker.ts')).filter((body) => existsSync(body));

/** A body becomes a file of its own in the function's folder. */
export const entryOf = (body: string) => ({ in: body, out: basename(body, '.ts') });

/** Names the body where it is in the bundle: beside the file that starts the worker. */
export const workerBodies: Plugin = {
  name: 'worker-bodies',
  setup: ({ onLoad }) => {
    onLoad({ filter: /[\\/]functions[\\/].*\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      const contents = source.replace(bodyUrl, "__dirname + '/$1.cjs'");
      return contents === source ? null : { contents, loader: 'ts' };
    });
  },
};
