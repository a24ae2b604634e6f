import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { childEnvironment } from '../support/child-environment.ts';
import { sharedFolder } from './run-folder.ts';

const longestPrinted = 64 * 2 ** 20;

/**
 * The JSON that a script prints, run once for all suites of the run, by Node itself: jest would load the script's
 * modules again for each suite. Two suites that ask at the same moment both run it, and the later result stands.
 */
export function printedOnce(script: URL, args: readonly string[] = []): unknown {
  const path = fileURLToPath(script);
  const folder = sharedFolder(tmpdir());
  const name = createHash('sha256')
    .update(JSON.stringify([path, ...args]))
    .digest('hex');
  const file = join(folder, `${name}.json`);
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true });
    const printed = execFileSync(process.execPath, ['--disable-warning=ExperimentalWarning', path, ...args], {
      encoding: 'utf8',
      env: childEnvironment(),
      maxBuffer: longestPrinted,
    });
    const draft = `${file}.${process.pid}`;
    writeFileSync(draft, printed);
    renameSync(draft, file);
  }
  return JSON.parse(readFileSync(file, 'utf8'));
}
