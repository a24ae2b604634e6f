import { accessSync, constants, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

export interface DataDirLock {
  release(): Promise<void>;
}

/**
 * Takes the data folder for this process, making it when missing. The lock is an exclusive SQLite transaction, so the
 * kernel frees it when the process dies, however it dies. Throws one plain line when the folder is taken or not writable.
 */
export async function lockDataDir(dataDir: string): Promise<DataDirLock> {
  assertWritable(dataDir);
  const database = new DatabaseSync(join(dataDir, 'lock.db'), { timeout: 0 });
  try {
    database.exec('BEGIN EXCLUSIVE');
  } catch (cause) {
    database.close();
    throw new Error(`The data folder ${dataDir} is in use by another runtime; stop it or set DATA_DIR to another`, {
      cause,
    });
  }
  return { release: async () => database.close() };
}

function assertWritable(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true });
    accessSync(dataDir, constants.W_OK | constants.X_OK);
  } catch (cause) {
    const reason = cause instanceof Error && 'code' in cause ? cause.code : cause;
    throw new Error(`The data folder ${dataDir} cannot be written (${reason}); set DATA_DIR to one that can`, {
      cause,
    });
  }
}
