import type { Bundle } from './bundle.ts';

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
