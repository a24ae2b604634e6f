import { execFileSync } from 'node:child_process';
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { errorCode } from '../../../local/system-errors.ts';

/** A small file system under a data folder. */
export interface Disk {
  /** False where nothing could be mounted, so that filling it would fill the machine. */
  readonly isMounted: boolean;
  /** Takes all space that is left. */
  fill(): void;
  free(): void;
  close(): void;
}

/** Room for the store, the journal and some attachments, little enough to be filled at once. */
const megabytes = 48;
const chunk = Buffer.alloc(64 * 1024);

/** Mounts it on `folder` unless told otherwise, or where this user may not mount: then `fill` does nothing. */
export function createFullDisk(folder: string, { isMounted: isWanted }: { isMounted: boolean }): Disk {
  const isMounted = isWanted && mountMemory(folder);
  const filler = join(folder, 'filler');
  return {
    isMounted,
    fill() {
      if (isMounted) writeUntilFull(filler);
    },
    free: () => rmSync(filler, { force: true }),
    close() {
      rmSync(filler, { force: true });
      if (isMounted) execFileSync('umount', [folder]);
    },
  };
}

function mountMemory(folder: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

function writeUntilFull(file: string): void {
  const handle = openSync(file, 'a');
  try {
    for (;;) writeSync(handle, chunk);
  } catch (error) {
    if (errorCode(error) !== 'ENOSPC') throw error;
  } finally {
    closeSync(handle);
  }
}
