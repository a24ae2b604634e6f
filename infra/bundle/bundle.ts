import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { Metafile } from 'esbuild';

/** A function as it is deployed. */
export interface Bundle {
  readonly name: string;
  /** The deployed folder: `index.cjs`, and the files that it loads, at once or later. */
  readonly folder: string;
  /** Of the files loaded at the start. */
  readonly bytes: number;
  /** Of the files loaded when first needed. */
  readonly lazyBytes: number;
  /** Packages whose code is in the folder. */
  readonly packages: readonly string[];
}

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

/**
 * Writes code with every character beyond ASCII as an escape, and returns how many bytes that are. A single Korean
 * letter makes V8 hold the whole file at two bytes a character, half a megabyte more in each function; esbuild leaves
 * those in regular expressions and tagged templates, where the escape means the same (except to a tag that reads
 * `raw`).
 * @throws Error where a backslash precedes such a character, since an escape would change the text
 */
export function writeCode(path: string, code: string): number {
  const [escaped] = /(?<!\\)(?:\\\\)*\\[^\0-\x7f]/.exec(code) ?? [];
  if (escaped !== undefined) throw new Error(`${path}: ${escaped} cannot be written in ASCII`);
  const ascii = code.replaceAll(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, ascii);
  return ascii.length;
}

/** The bundles as lines of a Markdown table, largest first. */
export function sizeTable(bundles: readonly Bundle[]): readonly string[] {
  const rows = [...bundles]
    .sort((a, b) => b.bytes - a.bytes)
    .map(({ name, bytes, packages }) => {
      const clients = packages.filter((name) => name.startsWith('@aws-sdk/client-')).map((name) => name.slice(16));
      return `| ${name} | ${kilobytes(bytes)} | ${clients.join(', ') || '–'} |`;
    });
  return ['| function | KB minified | AWS clients |', '| --- | ---: | --- |', ...rows];
}

export const kilobytes = (bytes: number): string => (bytes / 1000).toFixed(0);
