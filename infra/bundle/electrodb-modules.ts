import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

/**
 * Makes ES modules of ElectroDB's CommonJS ones, of which a bundler can drop what nobody uses, and which V8 reads once at
 * the start instead of twice: a CommonJS module stays a function in the bundle, and what is in it is read again when it
 * is called.
 */
export const electrodbModules: Plugin = {
  name: 'electrodb-modules',
  setup: ({ onLoad }) => {
    onLoad({ filter: /[\\/]node_modules[\\/]electrodb[\\/](index|src[\\/]\w+)\.js$/ }, async ({ path }) => ({
      contents: asModule(await readFile(path, 'utf8')),
      loader: 'js',
    }));
  },
};

/** The three forms in which ElectroDB imports, and its one form of export. Throws when another is left over. */
export function asModule(source: string): string {
  const module = source
    .replace(/^const (\{[^}]*\}) = require\((.*)\);$/gm, 'import $1 from $2;')
    .replace(/^const (\w+) = require\((.*)\);$/gm, 'import * as $1 from $2;')
    .replace(/^const (\w+) = require\((.*)\)\.\1;$/gm, 'import { $1 } from $2;')
    .replace(
      /^module\.exports = \{([^}]*)\};?$/gm,
      (_, names: string) => `export {${names.replace(/(\w+): (\w+)/g, '$2 as $1')}};`,
    );
  const left = /\brequire\(|\bmodule\.exports\b/.exec(module);
  if (left !== null)
    throw new Error(`ElectroDB is written otherwise than before: ${module.slice(left.index, left.index + 60)}`);
  return module;
}
