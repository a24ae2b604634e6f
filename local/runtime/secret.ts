import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeWhole } from '../write-whole.ts';

/** The secret that tokens and key hashes are derived from: made once, kept in the data folder for its owner only. */
export function tokenPepper(dataDir: string): string {
  const file = join(dataDir, 'pepper');
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  const pepper = randomBytes(32).toString('hex');
  writeWhole(file, `${pepper}\n`);
  return pepper;
}
