import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

const schemaFile = /[\\/]@aws-sdk[\\/](client-[a-z0-9-]+)[\\/]dist-es[\\/]schemas[\\/]schemas_0\.js$/;

/**
 * Clients whose errors keep their names without a class each: the SDK then makes an error of the service's base
 * class with the name, fault and fields of the answer. SNS has codes that differ from the names, of which only
 * `Throttled` matters: tasks give errors of status 429 the name that the Retriers match.
 */
const plainErrorClients: ReadonlySet<string> = new Set([
  'client-lambda',
  'client-sfn',
  'client-s3',
  'client-dynamodb',
  'client-sns',
]);

/**
 * Lets esbuild leave out the shapes of unused SDK calls. Each is an object with computed keys
 * (`[_hH]: …`), which a bundler must keep, as computing a key may do something; the keys are constants of the same
 * file, so they are written out. Saves 150 KB where three clients meet. Unused error classes go as well: of
 * Lambda's 56 alone that is 20 KB.
 */
export const leanSchemas: Plugin = {
  name: 'lean-schemas',
  setup: ({ onLoad }) => {
    onLoad({ filter: schemaFile }, async ({ path }) => {
      const source = withPlainKeys(await readFile(path, 'utf8'));
      const client = schemaFile.exec(path)?.[1] ?? '';
      return { contents: plainErrorClients.has(client) ? withoutErrorClasses(source) : source, loader: 'js' };
    });
  },
};

export function withPlainKeys(source: string): string {
  const constants = new Map(
    [...source.matchAll(/^const (\w+) = ("[^"\n]*");$/gm)].map(([, name = '', text = '']) => [name, text]),
  );
  return source.replace(/\[(\w+)\]:/g, (key, name: string) => {
    const text = constants.get(name);
    return text === undefined ? key : `${text}:`;
  });
}

/** Without the registration of all errors but the service's base class, which is in a namespace of the SDK's own. */
const withoutErrorClasses = (source: string): string =>
  source.replace(/^n\d+_registry\.registerError\(\w+\$, \w+\);$/gm, '');

/**
 * An SDK client imports its package.json for its version; keeping only the version saves 2 KB a client.
 */
export const leanPackages: Plugin = {
  name: 'lean-packages',
  setup: ({ onLoad }) => {
    onLoad({ filter: /[\\/]@aws-sdk[\\/][a-z0-9-]+[\\/]package\.json$/ }, async ({ path }) => {
      const { version }: { version?: unknown } = JSON.parse(await readFile(path, 'utf8'));
      return { contents: JSON.stringify({ version }), loader: 'json' };
    });
  },
};

/**
 * Makes ES modules of ElectroDB's CommonJS ones: a bundler can drop their unused parts, and V8 reads them once at
 * the start instead of twice. A CommonJS module stays a function in the bundle, and V8 reads its body again when it
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
