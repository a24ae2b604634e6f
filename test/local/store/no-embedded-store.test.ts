import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { childEnvironment } from '../../support/child-environment.ts';

/** As where npm has installed no store: on another platform, or without optional packages. */
const withoutStore = `data:text/javascript,
  import Module from 'node:module';
  const resolve = Module._resolveFilename;
  Module._resolveFilename = (name, ...rest) => {
    if (name.startsWith('@dynoxide/')) throw new Error('Cannot find module');
    return resolve(name, ...rest);
  };`;

test('without an embedded store a start says in one line what to set', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'no-store-'));

  const { status, stderr } = spawnSync(process.execPath, ['--import', withoutStore, 'local/main.ts'], {
    encoding: 'utf8',
    timeout: 60_000,
    env: { ...childEnvironment(), DATA_DIR: dataDir, PORT: '0', AWS_PORT: '0' },
  });
  rmSync(dataDir, { recursive: true });

  expect(stderr).toMatch(/^There is no embedded store for \S+ .*; set DYNAMODB_ENDPOINT to .* DynamoDB Local .*\n$/m);
  expect(status).toBe(1);
});
