import { basename } from 'node:path';
import type { Metafile } from 'esbuild';

type Output = Metafile['outputs'][string];

/** Names of the files that are loaded with `index.cjs`: it, and what the loaded import other than by `import()`. */
export function loadedAtStart({ outputs }: Metafile): ReadonlySet<string> {
  const parts = new Map(Object.entries(outputs).map(([path, output]) => [basename(path), output]));
  const loaded = new Set(['index.cjs']);
  for (const part of loaded)
    for (const { path, kind, external } of parts.get(part)?.imports ?? [])
      if (kind === 'import-statement' && external !== true) loaded.add(basename(path));
  return loaded;
}

/** The packages with code in any of the files, sorted. */
export function packagesOf(outputs: readonly Output[]): readonly string[] {
  const packages = outputs.flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? packageOf(path) : [])),
  );
  return [...new Set(packages)].sort();
}

/** `…/node_modules/@aws-sdk/client-sfn/dist-es/…` → `@aws-sdk/client-sfn`; none for our own files. */
function packageOf(path: string): readonly string[] {
  const inside = path.split('node_modules/').at(-1);
  if (inside === undefined || inside === path) return [];
  const [scope = '', name = ''] = inside.split('/');
  return [scope.startsWith('@') ? `${scope}/${name}` : scope];
}
