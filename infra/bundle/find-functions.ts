import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folders whose every file is a Lambda function; the one-machine runtime reads the same three. */
export const functionFolders = ['http', 'tasks', 'operations'] as const;
export type FunctionFolder = (typeof functionFolders)[number];

export interface FoundFunction {
  /** The file's name without its suffix: `begin-processing`. */
  readonly name: string;
  readonly folder: FunctionFolder;
  readonly file: string;
}

const sources = new URL('../../functions/', import.meta.url);

/** Every function, by name, as the folders have them, so that infra and local cannot drift. */
export function findFunctions(): readonly FoundFunction[] {
  const found = functionFolders.flatMap((folder) =>
    readdirSync(new URL(`${folder}/`, sources))
      .filter((name) => name.endsWith('.ts'))
      .map((name) => ({
        name: basename(name, '.ts'),
        folder,
        file: fileURLToPath(new URL(`${folder}/${name}`, sources)),
      })),
  );
  const twice = found.find(({ name }, index) => found.findIndex((other) => other.name === name) !== index);
  if (twice !== undefined) throw new Error(`Two files define the function ${twice.name}: the other is ${twice.file}`);
  return found.sort((a, b) => a.name.localeCompare(b.name));
}
