import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compileCache } from './run-folder.ts';

/**
 * Gives the run a folder of its own, below which its suites and the processes that they start make their temporary
 * files. A started runtime takes its code from the cache of compiled modules that the first one leaves there.
 */
export default function begin(): void {
  const folder = mkdtempSync(join(tmpdir(), 'inquiries-test-'));
  chmodSync(folder, 0o711); // a suite starts a runtime as another user below it
  Object.assign(process.env, { TMPDIR: folder, NODE_COMPILE_CACHE: compileCache(folder) });
}
