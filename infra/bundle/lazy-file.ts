import { basename } from 'node:path';
import type { Plugin } from 'esbuild';

/**
 * Keeps a module of ours out of the function's file and loads it from a file beside it when it is first called. For
 * modules whose weight most invocations do not need; every export must be an async function.
 */
export const lazyFile = (lazy: { readonly modulePath: string; readonly exports: readonly string[] }): Plugin => ({
  name: 'lazy-file',
  setup: ({ onResolve, onLoad }) => {
    const file = `./${basename(lazy.modulePath, '.ts')}.cjs`;
    onResolve({ filter: /./ }, ({ path, kind }) =>
      kind === 'import-statement' && path.endsWith(`/${basename(lazy.modulePath)}`)
        ? { path: lazy.modulePath, namespace: 'lazy' }
        : null,
    );
    onResolve({ filter: /./, namespace: 'lazy' }, ({ path }) => ({ path, external: true }));
    onLoad({ filter: /./, namespace: 'lazy' }, () => ({
      contents: lazy.exports
        .map((name) => `export const ${name} = async (...given) => require(${JSON.stringify(file)}).${name}(...given);`)
        .join('\n'),
      loader: 'js',
    }));
  },
});
