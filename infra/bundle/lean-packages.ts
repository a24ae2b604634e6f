import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

/** An SDK client imports its whole package.json to say its version: this leaves it the version, and saves 2 KB a client. */
export const leanPackages: Plugin = {
  name: 'lean-packages',
  setup: ({ onLoad }) => {
    onLoad({ filter: /[\\/]@aws-sdk[\\/][a-z0-9-]+[\\/]package\.json$/ }, async ({ path }) => {
      const { version }: { version?: unknown } = JSON.parse(await readFile(path, 'utf8'));
      return { contents: JSON.stringify({ version }), loader: 'json' };
    });
  },
};
