import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeWhole } from '../atomic-writes.ts';

/** The secret that tokens and key hashes are derived from: made once, kept in the data folder for its owner only. */
export function tokenPepper(dataDir: string): string {
  const file = join(dataDir, 'pepper');
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  const pepper = randomBytes(32).toString('hex');
  writeWhole(file, `${pepper}\n`);
  return pepper;
}

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
