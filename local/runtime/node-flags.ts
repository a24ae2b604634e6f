import { readFileSync } from 'node:fs';
import * as z from 'zod/mini';

const Package = z.object({ scripts: z.object({ start: z.string() }) });

/** Node's flags of `npm start`, so that whoever starts a runtime of its own measures and shows the same thing. */
export const startFlags = (): readonly string[] => startWords().filter((word) => word.startsWith('--'));

/** Variables that `npm start` sets, which Node must find when it begins: malloc reads them before any code of ours. */
export const startVariables = (): Readonly<Record<string, string>> =>
  Object.fromEntries(startWords().flatMap((word) => Array.from(word.matchAll(/^([A-Z_]{1,40})=(.*)/g), namedValue)));

const namedValue = ([, name = '', value = '']: RegExpExecArray): readonly [string, string] => [name, value];

function startWords(): readonly string[] {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return Package.parse(JSON.parse(text)).scripts.start.split(' ');
}
