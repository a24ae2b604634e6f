import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

const schemaFile = /[\\/]@aws-sdk[\\/](client-[a-z0-9-]+)[\\/]dist-es[\\/]schemas[\\/]schemas_0\.js$/;

/**
 * Clients whose errors come under their own names without a class each: the SDK then makes an error of the service's base
 * class with the name, fault and fields that the answer holds. SNS has codes that differ from the names, of which only
 * `Throttled` matters: tasks give what comes with status 429 the name that the Retriers match.
 */
const plainErrorClients: ReadonlySet<string> = new Set([
  'client-lambda',
  'client-sfn',
  'client-s3',
  'client-dynamodb',
  'client-sns',
]);

/**
 * Lets esbuild leave out the shapes of SDK calls that nobody makes. Each is an object with computed keys
 * (`[_hH]: …`), which a bundler must keep, as computing a key may do something; the keys are constants of the same
 * file, so they are written out. Saves 150 KB where three clients meet. Error classes that nobody looks at go as well: of
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
export const withoutErrorClasses = (source: string): string =>
  source.replace(/^n\d+_registry\.registerError\(\w+\$, \w+\);$/gm, '');
