import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeWhole } from '../write-whole.ts';

/**
 * The secret by which this data folder's links and forms are signed, and with AWS_ENDPOINT_AUTH every call: made once,
 * kept for the folder's owner only. @throws Error in one line when its file holds something else
 */
export function secretAccessKeyOf(dataDir: string): string {
  const file = join(dataDir, 'secret-key');
  if (existsSync(file)) {
    const kept = readFileSync(file, 'utf8').trim();
    if (/^[\da-f]{40}$/.test(kept)) return kept;
    throw new Error(
      `${file} holds no key; delete it, and a new one is made: links of the last minutes end with the old`,
    );
  }
  const made = randomBytes(20).toString('hex');
  writeWhole(file, `${made}\n`);
  return made;
}
