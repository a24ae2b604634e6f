import { chmodSync, lstatSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { errorCode } from '../system-errors.ts';

const FOLDER_MODE = 0o700;
const FILE_MODE = 0o600;
const OTHERS = 0o077;
const STICKY = 0o1000;

/** What a runtime keeps at the top of a data folder; anything else there is somebody else's and stays as it is. */
const ownNames =
  /^(?:(?:lock|store|journal|mail|sns)\.db(?:-\w+)?|store\.(?:pid|log)|(?:pepper|secret-key|(?:demo|runtime)\.json)(?:\.new)?|s3|tessdata)$/;

/**
 * Makes the data folder and what a runtime keeps in it readable by its owner alone, and has this process and its children
 * create files that way. A folder that belongs to another user or to everybody (sticky, such as /tmp) keeps its own mode.
 */
export function keepPrivate(dataDir: string): void {
  process.umask(OTHERS);
  mkdirSync(dataDir, { recursive: true, mode: FOLDER_MODE });
  const { mode } = lstatSync(join(dataDir, '.'));
  if ((mode & STICKY) === 0) narrow(dataDir, FOLDER_MODE);
  for (const name of readdirSync(dataDir)) if (ownNames.test(name)) tighten(join(dataDir, name));
}

/** A folder that was closed to others is not searched: nobody could open what is in it. Links are left alone. */
function tighten(path: string): void {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found === undefined) return; // SQLite removes its side files as it pleases
  if (found.isFile()) narrow(path, FILE_MODE);
  if (!found.isDirectory() || (found.mode & OTHERS) === 0) return;
  narrow(path, FOLDER_MODE);
  for (const name of readdirSync(path)) tighten(join(path, name));
}

function narrow(path: string, mode: number): void {
  try {
    chmodSync(path, mode);
  } catch (error) {
    // Gone meanwhile, or another user's: neither is ours to narrow.
    if (!['ENOENT', 'EPERM'].includes(errorCode(error) ?? '')) throw error;
  }
}
