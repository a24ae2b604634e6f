import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const contents = `
  import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
  import { Entity, Service } from 'electrodb';
  export { DynamoDBClient, Entity, Service };`;

/**
 * A new folder with `index.cjs` of ElectroDB and the DynamoDB client, plainly bundled with nothing left out: what a function
 * that reads one item must have. Its import is the yardstick by which figures of two machines can be compared.
 */
export async function buildReference(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'reference-'));
  await build({
    stdin: { contents, resolveDir: fileURLToPath(new URL('.', import.meta.url)) },
    bundle: true,
    minify: true,
    format: 'cjs',
    platform: 'node',
    target: 'node24',
    mainFields: ['module', 'main'],
    logLevel: 'error',
    outfile: join(folder, 'index.cjs'),
  });
  return folder;
}
